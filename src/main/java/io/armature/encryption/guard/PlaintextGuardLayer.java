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
package io.armature.encryption.guard;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Layer that lets no plaintext of an encrypted attribute pass to DynamoDB, nor anything else that cannot work on encrypted
 * values; that reads what decryption needs along with projections; and that refuses an answer to a read by key which is
 * another item.
 *
 * <p>It fails closed: what it does not understand, on a table that has encrypted attributes, is refused with a
 * {@link PlaintextRefusedException}. Calls to other tables pass as they are.
 *
 * <p>It proves the <em>form</em> of values and not that they are authentic: an application that makes up bytes which look
 * like an encrypted value can store them, and learns at the next read that they do not open.
 *
 * <p>An answer by key whose key attributes are not those that were asked for, numbers compared by value, is refused with a
 * {@link ForeignItemException}. Since this layer is outside those that answer in place of DynamoDB, their answers are
 * compared as well. Queries and scans ask for no single item, so their answers are not.
 *
 * <p>Safe for use by concurrent threads.
 */
public final class PlaintextGuardLayer implements CallLayer {

    private final EncryptedTables tables;

    private final EncryptionStatistics statistics;

    private final ItemCalls items;

    private final BatchReads batchReads;

    private final TransactionReads transactionReads;

    private final WriteRules writes;

    private final StatementRules statements;

    /**
     * Creates the layer.
     *
     * @param tables the tables that have encrypted attributes
     * @param withheld takes what is read beside a projection, for the item extension that decrypts
     * @param statistics counts the refusals
     */
    public PlaintextGuardLayer(EncryptedTables tables, WithheldAttributes withheld, EncryptionStatistics statistics) {
        this.tables = tables;
        this.statistics = statistics;
        this.items = new ItemCalls(withheld);
        this.batchReads = new BatchReads(tables, withheld);
        this.transactionReads = new TransactionReads(tables, withheld);
        this.writes = new WriteRules(tables);
        this.statements = new StatementRules(tables);
    }

    @Override
    public CallSlot slot() {
        return CallSlot.PLAINTEXT_GUARD;
    }

    /**
     * Checks a call and passes it on, if need be with a longer projection.
     *
     * @param call the call
     * @return the response, without what the caller did not ask for
     * @throws PlaintextRefusedException if the call must not leave the application
     * @throws ForeignItemException if the answer is another item than the one that was asked for
     */
    @Override
    public DynamoDbResponse call(Call call) {
        if (tables.isEmpty() || KnownOperations.HARMLESS.contains(call.operation())) {
            return call.proceed(call.request());
        }
        try {
            return guarded(call);
        } catch (PlaintextRefusedException | ForeignItemException ex) {
            statistics.count(Event.CALL_REFUSED);
            throw ex;
        }
    }

    private DynamoDbResponse guarded(Call call) {
        DynamoDbRequest request = call.request();
        switch (call.operation()) {
            case "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" -> {
                statements.check(call.operation(), request);
                return call.proceed(request);
            }
            default -> {
                if (!KnownOperations.GUARDED.contains(call.operation())) {
                    throw new PlaintextRefusedException(call.operation(), null, null, null, Reason.UNKNOWN_OPERATION);
                }
                return onTables(call, request);
            }
        }
    }

    private DynamoDbResponse onTables(Call call, DynamoDbRequest request) {
        List<String> names = call.tables();
        for (int i = 0; i < names.size(); i++) {
            EncryptedTable table = tables.find(names.get(i));
            if (table != null) {
                return onEncrypted(call, request, new Target(call.operation(), table));
            }
        }
        return call.proceed(request);
    }

    private DynamoDbResponse onEncrypted(Call call, DynamoDbRequest request, Target target) {
        return switch (call.operation()) {
            case "GetItem" -> items.get(call, target, (GetItemRequest) request);
            case "Query" -> items.query(call, target, (QueryRequest) request);
            case "Scan" -> items.scan(call, target, (ScanRequest) request);
            case "SearchVectors" -> items.search(call, target, (SearchVectorsRequest) request);
            case "PutItem" -> items.put(call, target, (PutItemRequest) request);
            case "UpdateItem" -> items.update(call, target, (UpdateItemRequest) request);
            case "DeleteItem" -> items.delete(call, target, (DeleteItemRequest) request);
            case "BatchGetItem" -> batchReads.get(call, (BatchGetItemRequest) request);
            case "TransactGetItems" -> transactionReads.get(call, (TransactGetItemsRequest) request);
            case "BatchWriteItem" -> {
                writes.check(call.operation(), (BatchWriteItemRequest) request);
                yield call.proceed(request);
            }
            case "TransactWriteItems" -> {
                writes.check(call.operation(), (TransactWriteItemsRequest) request);
                yield call.proceed(request);
            }
            default -> {
                checkTables(call);
                yield call.proceed(request);
            }
        };
    }

    /** Checks a change of tables against each table that it names: a restored one may be known by either name. */
    private void checkTables(Call call) {
        for (String name : call.tables()) {
            EncryptedTable table = tables.find(name);
            if (table != null) {
                TableRules.check(new Target(call.operation(), table), call.request());
            }
        }
    }
}
