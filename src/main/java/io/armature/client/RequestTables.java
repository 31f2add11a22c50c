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
package io.armature.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Finds the tables that a request names. */
final class RequestTables {

    /** Members that name a table, by name or by the ARN of something that belongs to it, as the API spells them. */
    private static final Set<String> TABLE_MEMBERS = Set.of(
            "TableName",
            "TableArn",
            "SourceTableName",
            "SourceTableArn",
            "TargetTableName",
            "GlobalTableName",
            "GlobalTableSourceArn",
            "ResourceArn",
            "BackupArn",
            "ExportArn",
            "ImportArn");

    private static final Map<Class<?>, List<SdkField<?>>> FIELDS = new ConcurrentHashMap<>();

    private RequestTables() {}

    /**
     * Returns the physical names of the tables that a request names.
     *
     * @param request the request
     * @return the names in the order of the request, without duplicates, ARNs resolved
     */
    static List<String> of(DynamoDbRequest request) {
        Stream<@Nullable String> references = manyReferences(request);
        return (references != null) ? names(references) : named(request);
    }

    private static @Nullable Stream<@Nullable String> manyReferences(DynamoDbRequest request) {
        if (request instanceof BatchGetItemRequest batch) {
            return stream(batch.requestItems().keySet());
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return stream(batch.requestItems().keySet());
        }
        if (request instanceof TransactGetItemsRequest transaction) {
            return transaction.transactItems().stream()
                    .map(TransactGetItem::get)
                    .filter(Objects::nonNull)
                    .map(get -> get.tableName());
        }
        if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().map(RequestTables::reference);
        }
        if (request instanceof ExecuteStatementRequest statement) {
            return statements(Stream.of(statement).map(ExecuteStatementRequest::statement));
        }
        if (request instanceof BatchExecuteStatementRequest batch) {
            return statements(batch.statements().stream().map(BatchStatementRequest::statement));
        }
        if (request instanceof ExecuteTransactionRequest transaction) {
            return statements(transaction.transactStatements().stream().map(ParameterizedStatement::statement));
        }
        return null;
    }

    private static Stream<@Nullable String> stream(Collection<String> references) {
        return references.stream().map(reference -> reference);
    }

    private static Stream<@Nullable String> statements(Stream<@Nullable String> statements) {
        return statements.map(statement -> (statement != null) ? PartiQlStatement.table(statement) : null);
    }

    private static @Nullable String reference(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().tableName();
        }
        if (item.update() != null) {
            return item.update().tableName();
        }
        if (item.delete() != null) {
            return item.delete().tableName();
        }
        return (item.conditionCheck() != null) ? item.conditionCheck().tableName() : null;
    }

    private static List<String> names(Stream<@Nullable String> references) {
        Set<String> names = new LinkedHashSet<>();
        references.forEach(reference -> {
            String name = (reference != null) ? TableReference.tableName(reference) : null;
            if (name != null) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    private static List<String> named(DynamoDbRequest request) {
        SdkPojo holder = (request instanceof ImportTableRequest imported && imported.tableCreationParameters() != null)
                ? imported.tableCreationParameters()
                : request;
        List<SdkField<?>> fields = FIELDS.get(holder.getClass());
        if (fields == null) {
            fields = holder.sdkFields().stream()
                    .filter(field -> TABLE_MEMBERS.contains(field.memberName()))
                    .toList();
            FIELDS.put(holder.getClass(), fields);
        }
        if (fields.size() == 1) {
            String name = tableName(fields.get(0), holder);
            return (name != null) ? List.of(name) : List.of();
        }
        return names(fields.stream().map(field -> tableName(field, holder)));
    }

    private static @Nullable String tableName(SdkField<?> field, SdkPojo holder) {
        Object reference = field.getValueOrDefault(holder);
        return (reference != null) ? TableReference.tableName((String) reference) : null;
    }
}
