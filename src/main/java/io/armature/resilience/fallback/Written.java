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
package io.armature.resilience.fallback;

import io.armature.client.Call;
import io.armature.client.PartiQlStatement;
import io.armature.client.TableDescription;
import io.armature.client.TableReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a request may write in tables that take part: items by their keys, and whole tables where no key can be seen. */
final class Written {

    private final FallbackTables participants;

    private final String endpoint;

    private final Set<StoreKey> keys = new LinkedHashSet<>();

    private final Set<String> tables = new LinkedHashSet<>();

    private final DynamoDbRequest request;

    private Written(FallbackTables participants, String endpoint, DynamoDbRequest request) {
        this.participants = participants;
        this.endpoint = endpoint;
        this.request = request;
    }

    static Written by(Call call, FallbackTables participants) {
        Written written = new Written(participants, call.endpoint(), call.request());
        written.addRequest();
        return written;
    }

    boolean isEmpty() {
        return keys.isEmpty() && tables.isEmpty();
    }

    List<StoreKey> keys() {
        return List.copyOf(keys);
    }

    /** Returns the tables as {@link StoreKey#table()} names them. */
    Set<String> tables() {
        return tables;
    }

    /**
     * Returns what a copy may be made of now that it is written, {@code null} if nothing is known whole: what was put, or what an
     * update that asked for it has made of the item.
     */
    @Nullable
    Renewal renewal(DynamoDbResponse response) {
        if (request instanceof PutItemRequest put) {
            return renewal(put.tableName(), put.item());
        }
        if (request instanceof UpdateItemRequest update
                && update.returnValues() == ReturnValue.ALL_NEW
                && response instanceof UpdateItemResponse updated
                && updated.hasAttributes()
                && ItemKeys.isOf(update.key(), updated.attributes())) {
            return renewal(update.tableName(), updated.attributes());
        }
        return null;
    }

    /** Makes none of what somebody else wrote, or somewhere else, as an ARN may name. */
    private @Nullable Renewal renewal(String tableName, Map<String, AttributeValue> item) {
        TableDescription table = participants.find(tableName);
        if (table == null
                || keys.size() != 1
                || ReadOptions.of(request).isOfSomebodyElse()
                || Versions.of(table, item) == null) {
            return null;
        }
        return new Renewal(keys.iterator().next(), table, item);
    }

    private void addRequest() {
        if (request instanceof PutItemRequest put) {
            addPut(put.tableName(), put.item());
        } else if (request instanceof UpdateItemRequest update) {
            addKey(update.tableName(), update.key());
        } else if (request instanceof DeleteItemRequest delete) {
            addKey(delete.tableName(), delete.key());
        } else if (request instanceof BatchWriteItemRequest batch) {
            batch.requestItems().forEach((table, writes) -> writes.forEach(write -> add(table, write)));
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            transaction.transactItems().forEach(this::add);
        } else if (request instanceof DeleteTableRequest deleted) {
            addTable(deleted.tableName());
        } else {
            statements().forEach(this::addStatement);
        }
    }

    private void add(String table, WriteRequest write) {
        if (write.putRequest() != null) {
            addPut(table, write.putRequest().item());
        } else if (write.deleteRequest() != null) {
            addKey(table, write.deleteRequest().key());
        }
    }

    private void add(TransactWriteItem write) {
        if (write.put() != null) {
            addPut(write.put().tableName(), write.put().item());
        }
        if (write.update() != null) {
            addKey(write.update().tableName(), write.update().key());
        }
        if (write.delete() != null) {
            addKey(write.delete().tableName(), write.delete().key());
        }
    }

    private List<@Nullable String> statements() {
        List<@Nullable String> statements = new ArrayList<>();
        if (request instanceof ExecuteStatementRequest statement) {
            statements.add(statement.statement());
        } else if (request instanceof BatchExecuteStatementRequest batch) {
            batch.statements().forEach(each -> statements.add(each.statement()));
        } else if (request instanceof ExecuteTransactionRequest transaction) {
            transaction.transactStatements().forEach(each -> statements.add(each.statement()));
        }
        return statements;
    }

    private void addStatement(@Nullable String statement) {
        if (statement == null || PartiQlStatement.isSelect(statement)) {
            return;
        }
        String table = PartiQlStatement.table(statement);
        if (table != null) {
            addTable(table);
        } else {
            participants.all().forEach(each -> addTable(each.physicalName()));
        }
    }

    private void addTable(@Nullable String reference) {
        TableDescription table = participant(reference);
        if (table != null) {
            tables.add(ItemKeys.storeTable(endpoint, table.physicalName()));
        }
    }

    private void addPut(@Nullable String reference, Map<String, AttributeValue> item) {
        TableDescription table = participant(reference);
        Map<String, AttributeValue> key = table == null ? null : ItemKeys.keyOf(table, item);
        if (table != null && key != null) {
            keys.add(ItemKeys.storeKey(endpoint, table.physicalName(), key));
        }
    }

    private void addKey(@Nullable String reference, Map<String, AttributeValue> key) {
        TableDescription table = participant(reference);
        if (table != null) {
            keys.add(ItemKeys.storeKey(endpoint, table.physicalName(), key));
        }
    }

    private @Nullable TableDescription participant(@Nullable String reference) {
        String table = reference == null ? null : TableReference.tableName(reference);
        return table == null ? null : participants.find(table);
    }

    /** An item that is written whole and has a version. */
    record Renewal(StoreKey key, TableDescription table, Map<String, AttributeValue> item) {}
}
