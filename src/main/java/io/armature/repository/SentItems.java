/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.repository;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.MappedTableResource;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/**
 * Shows the items of a batch that were not processed as they were sent, and so without decrypting them: who may encrypt need
 * not be allowed to decrypt.
 *
 * @param tableName name of the table in DynamoDB
 */
record SentItems(String tableName) implements MappedTableResource<EnhancedDocument> {

    private static final TableSchema<EnhancedDocument> DOCUMENTS = TableSchema.documentSchemaBuilder()
            .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
            .build();

    @Override
    public @Nullable DynamoDbEnhancedClientExtension mapperExtension() {
        return null;
    }

    @Override
    public TableSchema<EnhancedDocument> tableSchema() {
        return DOCUMENTS;
    }

    @Override
    public Key keyFrom(EnhancedDocument item) {
        throw new UnsupportedOperationException("Items are only shown");
    }
}
