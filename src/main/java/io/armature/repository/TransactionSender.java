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

import io.armature.resilience.FailureClassification;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Sends a transaction until it is known how it ended: as long as no answer comes, and as long as what is in its way passes by
 * itself, the same request with the same token is sent again, which DynamoDB carries out once.
 *
 * @param client client to send with
 */
record TransactionSender(DynamoDbClient client) {

    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** What the SDK does not repeat by itself, since it is only one reason of several. */
    private static final Set<String> PASSING = Set.of(
            "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    /**
     * Sends a transaction.
     *
     * @param request the transaction with its token
     * @param attempts how often it may be sent
     * @throws TransactionCanceledException if it was cancelled, which is certain then
     * @throws SdkException if it is not known how it ended, or was not sent
     */
    void send(TransactWriteItemsRequest request, UpdateAttempts attempts) {
        SdkException doubt = null;
        while (true) {
            try {
                client.transactWriteItems(request);
                return;
            } catch (SdkException ex) {
                if (conditionFailed(ex)) {
                    throw ex;
                }
                boolean mayHaveBeenApplied = FailureClassification.of(ex).mayHaveBeenApplied();
                doubt = doubt == null && mayHaveBeenApplied ? ex : doubt;
                if (!(mayHaveBeenApplied || isPassing(ex)) || !attempts.next()) {
                    throw worst(ex, doubt);
                }
            }
        }
    }

    private static SdkException worst(SdkException last, @Nullable SdkException doubt) {
        if (doubt == null || doubt == last) {
            return last;
        }
        doubt.addSuppressed(last);
        return doubt;
    }

    private static boolean conditionFailed(SdkException failure) {
        return failure instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream().anyMatch(reason -> CONDITION_FAILED.equals(reason.code()));
    }

    /** Another transaction, or the earlier attempt itself, is still at work on an item; or there is no capacity. */
    private static boolean isPassing(SdkException failure) {
        return failure instanceof TransactionInProgressException
                || (failure instanceof TransactionCanceledException cancelled
                        && cancelled.hasCancellationReasons()
                        && cancelled.cancellationReasons().stream()
                                .allMatch(reason -> PASSING.contains(reason.code())));
    }
}
