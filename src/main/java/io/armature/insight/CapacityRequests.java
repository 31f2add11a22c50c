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

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Asks for the capacity that a call consumes. Whoever asked for something else has a reason, and gets what was asked for. */
final class CapacityRequests {

    private static final ReturnConsumedCapacity ASKED = ReturnConsumedCapacity.INDEXES;

    private CapacityRequests() {}

    /** Returns a request that asks as well, the same if it does already, or {@code null} if it isn't about items. */
    static @Nullable DynamoDbRequest asking(DynamoDbRequest request) {
        if (request instanceof GetItemRequest get) {
            return isAsked(get.returnConsumedCapacity())
                    ? get
                    : get.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof QueryRequest query) {
            return isAsked(query.returnConsumedCapacity())
                    ? query
                    : query.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof PutItemRequest put) {
            return isAsked(put.returnConsumedCapacity())
                    ? put
                    : put.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof UpdateItemRequest update) {
            return isAsked(update.returnConsumedCapacity())
                    ? update
                    : update.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof DeleteItemRequest delete) {
            return isAsked(delete.returnConsumedCapacity())
                    ? delete
                    : delete.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof ScanRequest scan) {
            return isAsked(scan.returnConsumedCapacity())
                    ? scan
                    : scan.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        return ofMany(request);
    }

    private static @Nullable DynamoDbRequest ofMany(DynamoDbRequest request) {
        if (request instanceof BatchGetItemRequest batch) {
            return isAsked(batch.returnConsumedCapacity())
                    ? batch
                    : batch.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return isAsked(batch.returnConsumedCapacity())
                    ? batch
                    : batch.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof TransactGetItemsRequest transaction) {
            return isAsked(transaction.returnConsumedCapacity())
                    ? transaction
                    : transaction.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof TransactWriteItemsRequest transaction) {
            return isAsked(transaction.returnConsumedCapacity())
                    ? transaction
                    : transaction.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        return ofStatements(request);
    }

    private static @Nullable DynamoDbRequest ofStatements(DynamoDbRequest request) {
        if (request instanceof ExecuteStatementRequest statement) {
            return isAsked(statement.returnConsumedCapacity())
                    ? statement
                    : statement.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof BatchExecuteStatementRequest batch) {
            return isAsked(batch.returnConsumedCapacity())
                    ? batch
                    : batch.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        if (request instanceof ExecuteTransactionRequest transaction) {
            return isAsked(transaction.returnConsumedCapacity())
                    ? transaction
                    : transaction.toBuilder().returnConsumedCapacity(ASKED).build();
        }
        return null;
    }

    private static boolean isAsked(@Nullable ReturnConsumedCapacity asked) {
        return asked != null && asked != ReturnConsumedCapacity.NONE;
    }
}
