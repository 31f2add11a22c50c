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
package io.armature.mapping;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.OperationContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What extensions are told about an item that was read with the plain client. */
record ReadContext(Entity<?> entity, Map<String, AttributeValue> items)
        implements DynamoDbExtensionContext.AfterRead, OperationContext {

    @Override
    public OperationContext operationContext() {
        return this;
    }

    @Override
    public TableMetadata tableMetadata() {
        return entity.schema().tableMetadata();
    }

    @Override
    public TableSchema<?> tableSchema() {
        return entity.schema();
    }

    @Override
    public String tableName() {
        return entity.tableName();
    }

    @Override
    public String indexName() {
        return TableMetadata.primaryIndexName();
    }
}
