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

import io.armature.encryption.ReservedNames;
import io.armature.resilience.FailureClassification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Sends each conditional write as a transaction of one item, with a token that is kept when it is sent again: DynamoDB carries
 * out the same token once. So a failed condition is certain, however often the write was sent. Safe for use by concurrent
 * threads.
 */
final class TransactingClient implements DynamoDbClient {

    private static final String ALL_OLD = "ALL_OLD";

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final Set<String> PASSING = Set.of("None", "TransactionConflict");

    private final DynamoDbClient client;
    private final UpdateSettings settings;
    private final UpdateEnvironment environment;

    TransactingClient(DynamoDbClient client, UpdateSettings settings, UpdateEnvironment environment) {
        this.client = client;
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Put put = Put.builder()
                .tableName(request.tableName())
                .item(request.item())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(
                        names(request.hasExpressionAttributeNames(), request.expressionAttributeNames()))
                .expressionAttributeValues(
                        names(request.hasExpressionAttributeValues(), request.expressionAttributeValues()))
                .returnValuesOnConditionCheckFailure(ALL_OLD)
                .build();
        write(TransactWriteItem.builder().put(put).build());
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Update update = Update.builder()
                .tableName(request.tableName())
                .key(request.key())
                .updateExpression(request.updateExpression())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(
                        names(request.hasExpressionAttributeNames(), request.expressionAttributeNames()))
                .expressionAttributeValues(
                        names(request.hasExpressionAttributeValues(), request.expressionAttributeValues()))
                .returnValuesOnConditionCheckFailure(ALL_OLD)
                .build();
        write(TransactWriteItem.builder().update(update).build());
        return UpdateItemResponse.builder().attributes(written(request)).build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Delete delete = Delete.builder()
                .tableName(request.tableName())
                .key(request.key())
                .conditionExpression(request.conditionExpression())
                .expressionAttributeNames(
                        names(request.hasExpressionAttributeNames(), request.expressionAttributeNames()))
                .expressionAttributeValues(
                        names(request.hasExpressionAttributeValues(), request.expressionAttributeValues()))
                .returnValuesOnConditionCheckFailure(ALL_OLD)
                .build();
        write(TransactWriteItem.builder().delete(delete).build());
        return DeleteItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return client.getItem(request);
    }

    private static <V> @Nullable Map<String, V> names(boolean given, Map<String, V> names) {
        return given ? names : null;
    }

    private void write(TransactWriteItem write) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(write)
                .clientRequestToken(environment.tokens().get())
                .build();
        UpdateAttempts attempts = new UpdateAttempts(settings, environment);
        SdkException doubt = null;
        while (true) {
            try {
                client.transactWriteItems(request);
                return;
            } catch (SdkException ex) {
                ConditionalCheckFailedException refused = conditionFailure(ex);
                if (refused != null) {
                    throw refused;
                }
                boolean mayHaveBeenApplied = FailureClassification.of(ex).mayHaveBeenApplied();
                doubt = doubt == null && mayHaveBeenApplied ? ex : doubt;
                if (!(mayHaveBeenApplied || isPassing(ex)) || !attempts.next()) {
                    throw doubt == null ? ex : doubt;
                }
            }
        }
    }

    private static @Nullable ConditionalCheckFailedException conditionFailure(SdkException failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            for (CancellationReason reason : cancelled.cancellationReasons()) {
                if (CONDITION_FAILED.equals(reason.code())) {
                    return conditionFailure(cancelled, reason);
                }
            }
        }
        return null;
    }

    /** Leaves out how often the transaction was sent: with its token that raises no doubt. */
    private static ConditionalCheckFailedException conditionFailure(
            TransactionCanceledException cancelled, CancellationReason reason) {
        ConditionalCheckFailedException refused = ConditionalCheckFailedException.builder()
                .item(reason.item())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(CONDITION_FAILED + "Exception")
                        .errorMessage(String.valueOf(reason.message()))
                        .build())
                .requestId(cancelled.requestId())
                .statusCode(cancelled.statusCode())
                .build();
        refused.addSuppressed(cancelled);
        return refused;
    }

    /** Another transaction, or the earlier attempt itself, is still at work on the item. */
    private static boolean isPassing(SdkException failure) {
        return failure instanceof TransactionInProgressException
                || (failure instanceof TransactionCanceledException cancelled
                        && cancelled.hasCancellationReasons()
                        && cancelled.cancellationReasons().stream()
                                .allMatch(reason -> PASSING.contains(reason.code())));
    }

    /** Reads the item after it was written, since transactions return nothing; {@code null} if others wrote over it. */
    private @Nullable Map<String, AttributeValue> written(UpdateItemRequest request) {
        try {
            GetItemResponse response = client.getItem(GetItemRequest.builder()
                    .tableName(request.tableName())
                    .key(request.key())
                    .consistentRead(true)
                    .build());
            AttributeValue id = response.item().get(ReservedNames.WRITE_ID);
            return id != null
                            && List.copyOf(request.expressionAttributeValues().values())
                                    .contains(id)
                    ? response.item()
                    : null;
        } catch (SdkException ex) {
            // What was written is known all the same.
            return null;
        }
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    /** Leaves the client open, which belongs to others. */
    @Override
    public void close() {}
}
