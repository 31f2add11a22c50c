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
package io.armature.encryption;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.OperationContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An empty item that is shown to a chain of extensions to find out whether encryption is among them: the chain of the
 * enhanced client does not tell of what it consists. It is shown as one that was read, since encryption is then the first
 * and the others need not see it.
 */
record EncryptionProbe() implements DynamoDbExtensionContext.AfterRead, OperationContext {

    private static final TableSchema<?> SCHEMA =
            TableSchema.documentSchemaBuilder().build();

    /** Returns whether the extension is encryption, or a chain that it is part of. */
    static boolean finds(@Nullable DynamoDbEnhancedClientExtension chain) {
        if (chain == null) {
            return false;
        }
        try {
            chain.afterRead(new EncryptionProbe());
            return false;
        } catch (FoundException ex) {
            return true;
        }
    }

    /** Answers for encryption, if it is a probe that it was shown. */
    static void answer(OperationContext context) {
        if (context instanceof EncryptionProbe) {
            throw new FoundException();
        }
    }

    @Override
    public Map<String, AttributeValue> items() {
        return Map.of();
    }

    @Override
    public OperationContext operationContext() {
        return this;
    }

    @Override
    public TableMetadata tableMetadata() {
        return SCHEMA.tableMetadata();
    }

    @Override
    public TableSchema<?> tableSchema() {
        return SCHEMA;
    }

    @Override
    public String tableName() {
        return "armature-probe";
    }

    @Override
    public String indexName() {
        return TableMetadata.primaryIndexName();
    }

    /** Ends the chain, so that no extension of the application has to cope with the probe. */
    private static final class FoundException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FoundException() {
            super("Encryption is part of the chain", null, false, false);
        }
    }
}
