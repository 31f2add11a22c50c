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
package io.armature.insight;

import io.armature.client.Call;
import io.armature.client.PartiQlStatement;
import io.armature.client.TableReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Takes from requests and responses what is counted. */
final class CallReader {

    private final TableKeyNames names;

    private final ItemSampler sampler;

    private final CallerSource callers;

    CallReader(TableKeyNames names, ItemSampler sampler, CallerSource callers) {
        this.names = names;
        this.sampler = sampler;
        this.callers = callers;
    }

    /** Passes on one finished call for each table; the response is {@code null} if the call failed. */
    void read(
            Call call,
            @Nullable DynamoDbResponse response,
            long started,
            long nanos,
            CallEnding ending,
            Consumer<FinishedCall> counted) {
        String method = callers.method();
        List<String> tables = call.tables();
        if (tables.size() == 1) {
            FinishedCall finished = new FinishedCall(call.operation(), tables.get(0), method, started, nanos, ending);
            if (readSingle(finished, call.request(), response)) {
                counted.accept(finished);
                return;
            }
        }
        Map<String, FinishedCall> byTable = new HashMap<>();
        for (String table : tables) {
            byTable.put(table, new FinishedCall(call.operation(), table, method, started, nanos, ending));
        }
        readMany(byTable, call.request(), response);
        byTable.values().forEach(counted);
    }

    private boolean readSingle(FinishedCall call, DynamoDbRequest request, @Nullable DynamoDbResponse response) {
        if (request instanceof GetItemRequest get) {
            readGet(call, get, (GetItemResponse) response);
        } else if (request instanceof QueryRequest query) {
            readQuery(call, query, (QueryResponse) response);
        } else if (request instanceof PutItemRequest put) {
            call.keys = key(call.table, put.item());
            call.sample = sampler.sample(call.table, put.item());
            writes(call, response == null ? null : ((PutItemResponse) response).consumedCapacity());
        } else if (request instanceof UpdateItemRequest update) {
            call.keys = key(call.table, update.key());
            writes(call, response == null ? null : ((UpdateItemResponse) response).consumedCapacity());
        } else if (request instanceof DeleteItemRequest delete) {
            call.keys = key(call.table, delete.key());
            writes(call, response == null ? null : ((DeleteItemResponse) response).consumedCapacity());
        } else if (request instanceof ScanRequest scan) {
            readScan(call, scan, (ScanResponse) response);
        } else {
            return false;
        }
        return true;
    }

    private void readGet(FinishedCall call, GetItemRequest get, @Nullable GetItemResponse response) {
        call.read = get;
        call.work = callers.work();
        call.keys = key(call.table, get.key());
        call.scanned = 1;
        if (response != null) {
            call.items = response.hasItem() ? 1 : 0;
            // A projection leaves out what was read all the same.
            call.sample = get.projectionExpression() == null ? sampler.sample(call.table, response.item()) : null;
            reads(call, response.consumedCapacity());
        }
    }

    private void readQuery(FinishedCall call, QueryRequest query, @Nullable QueryResponse response) {
        call.read = query;
        if (response != null) {
            call.items = orZero(response.count());
            call.scanned = orZero(response.scannedCount());
            call.more = response.hasLastEvaluatedKey();
            reads(call, response.consumedCapacity());
        }
    }

    private void readScan(FinishedCall call, ScanRequest scan, @Nullable ScanResponse response) {
        call.read = scan;
        if (response != null) {
            call.items = orZero(response.count());
            call.scanned = orZero(response.scannedCount());
            call.more = response.hasLastEvaluatedKey();
            reads(call, response.consumedCapacity());
        }
    }

    private void readMany(
            Map<String, FinishedCall> calls, DynamoDbRequest request, @Nullable DynamoDbResponse response) {
        if (request instanceof BatchGetItemRequest batch) {
            readBatch(calls, batch, (BatchGetItemResponse) response);
        } else if (request instanceof BatchWriteItemRequest batch) {
            writeBatch(calls, batch, (BatchWriteItemResponse) response);
        } else if (request instanceof TransactGetItemsRequest transaction) {
            for (TransactGetItem item : transaction.transactItems()) {
                add(calls, item.get().tableName(), item.get().key());
            }
            if (response != null) {
                consumed(calls, ((TransactGetItemsResponse) response).consumedCapacity(), true);
            }
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            transaction.transactItems().forEach(item -> addWrite(calls, item));
            if (response != null) {
                consumed(calls, ((TransactWriteItemsResponse) response).consumedCapacity(), false);
            }
        } else if (request instanceof ExecuteStatementRequest one
                && response instanceof ExecuteStatementResponse answer) {
            calls.values().forEach(call -> call.items = answer.items().size());
            // Not every engine tells the capacity of a statement. One that reads need not find anything; several all
            // read or all write.
            consumed(
                    calls,
                    Collections.singletonList(answer.consumedCapacity()),
                    PartiQlStatement.isSelect(one.statement()));
        } else if (request instanceof BatchExecuteStatementRequest batch
                && response instanceof BatchExecuteStatementResponse answer) {
            consumed(
                    calls,
                    answer.consumedCapacity(),
                    batch.statements().stream().anyMatch(each -> PartiQlStatement.isSelect(each.statement())));
        } else if (request instanceof ExecuteTransactionRequest transaction
                && response instanceof ExecuteTransactionResponse answer) {
            consumed(
                    calls,
                    answer.consumedCapacity(),
                    transaction.transactStatements().stream()
                            .anyMatch(each -> PartiQlStatement.isSelect(each.statement())));
        }
    }

    private void readBatch(
            Map<String, FinishedCall> calls, BatchGetItemRequest batch, @Nullable BatchGetItemResponse response) {
        for (Map.Entry<String, KeysAndAttributes> table : batch.requestItems().entrySet()) {
            for (Map<String, AttributeValue> key : table.getValue().keys()) {
                FinishedCall call = add(calls, table.getKey(), key);
                if (call != null) {
                    call.scanned++;
                }
            }
        }
        if (response == null) {
            return;
        }
        for (Map.Entry<String, List<Map<String, AttributeValue>>> table :
                response.responses().entrySet()) {
            FinishedCall call = find(calls, table.getKey());
            if (call != null && !table.getValue().isEmpty()) {
                call.items += table.getValue().size();
                call.sample = sampler.sample(call.table, table.getValue().get(0));
            }
        }
        consumed(calls, response.consumedCapacity(), true);
    }

    private void writeBatch(
            Map<String, FinishedCall> calls, BatchWriteItemRequest batch, @Nullable BatchWriteItemResponse response) {
        for (Map.Entry<String, List<WriteRequest>> table : batch.requestItems().entrySet()) {
            for (WriteRequest write : table.getValue()) {
                Map<String, AttributeValue> item = write.putRequest() == null
                        ? write.deleteRequest().key()
                        : write.putRequest().item();
                FinishedCall call = add(calls, table.getKey(), item);
                if (call != null && call.sample == null && write.putRequest() != null) {
                    call.sample = sampler.sample(call.table, item);
                }
            }
        }
        if (response != null) {
            consumed(calls, response.consumedCapacity(), false);
        }
    }

    private void addWrite(Map<String, FinishedCall> calls, TransactWriteItem item) {
        if (item.put() != null) {
            add(calls, item.put().tableName(), item.put().item());
        } else if (item.update() != null) {
            add(calls, item.update().tableName(), item.update().key());
        } else if (item.delete() != null) {
            add(calls, item.delete().tableName(), item.delete().key());
        } else if (item.conditionCheck() != null) {
            add(calls, item.conditionCheck().tableName(), item.conditionCheck().key());
        }
    }

    private @Nullable FinishedCall add(
            Map<String, FinishedCall> calls, String table, Map<String, AttributeValue> item) {
        FinishedCall call = find(calls, table);
        AttributeValue key = call == null ? null : names.partitionKeyOf(call.table, item);
        if (call != null && key != null) {
            if (call.keys.isEmpty()) {
                call.keys = new ArrayList<>();
            }
            call.keys.add(key);
        }
        return call;
    }

    private static @Nullable FinishedCall find(Map<String, FinishedCall> calls, @Nullable String reference) {
        String table = reference == null ? null : TableReference.tableName(reference);
        return table == null ? null : calls.get(table);
    }

    private List<AttributeValue> key(String table, Map<String, AttributeValue> key) {
        AttributeValue value = names.partitionKeyOf(table, key);
        return value == null ? List.of() : List.of(value);
    }

    private static void consumed(Map<String, FinishedCall> calls, List<ConsumedCapacity> consumed, boolean read) {
        for (ConsumedCapacity capacity : consumed) {
            FinishedCall call = capacity == null ? null : find(calls, capacity.tableName());
            if (call != null && read) {
                reads(call, capacity);
            } else if (call != null) {
                writes(call, capacity);
            }
        }
    }

    private static void reads(FinishedCall call, @Nullable ConsumedCapacity capacity) {
        if (capacity != null) {
            call.readUnits += orZero(capacity.capacityUnits());
            call.indexUnits += indexUnits(capacity);
        }
    }

    private static void writes(FinishedCall call, @Nullable ConsumedCapacity capacity) {
        if (capacity != null) {
            call.writeUnits += orZero(capacity.capacityUnits());
            call.indexUnits += indexUnits(capacity);
        }
    }

    private static double indexUnits(ConsumedCapacity capacity) {
        double units = 0;
        if (capacity.hasGlobalSecondaryIndexes()) {
            units += units(capacity.globalSecondaryIndexes());
        }
        return capacity.hasLocalSecondaryIndexes() ? units + units(capacity.localSecondaryIndexes()) : units;
    }

    private static double units(Map<String, Capacity> indexes) {
        double units = 0;
        for (Capacity index : indexes.values()) {
            units += orZero(index.capacityUnits());
        }
        return units;
    }

    private static double orZero(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
