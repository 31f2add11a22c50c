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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Sends each conditional write as a transaction of one item, with a token that is kept when it is sent again: DynamoDB carries
 * out the same token once. So a failed condition is certain, however often the write was sent. Safe for use by concurrent
 * threads.
 */
final class TransactingClient implements DynamoDbClient {

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
        write(TransactionItems.of(request));
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        write(TransactionItems.of(request));
        return UpdateItemResponse.builder().attributes(written(request)).build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        write(TransactionItems.of(request));
        return DeleteItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return client.getItem(request);
    }

    private void write(TransactWriteItem write) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(write)
                .clientRequestToken(environment.tokens().get())
                .build();
        try {
            new TransactionSender(client).send(request, new UpdateAttempts(settings, environment));
        } catch (TransactionCanceledException ex) {
            throw conditionFailure(ex);
        }
    }

    private static SdkException conditionFailure(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .filter(reason -> TransactionSender.CONDITION_FAILED.equals(reason.code()))
                .<SdkException>map(reason -> conditionFailure(cancelled, reason))
                .findFirst()
                .orElse(cancelled);
    }

    /** Leaves out how often the transaction was sent: with its token that raises no doubt. */
    private static ConditionalCheckFailedException conditionFailure(
            TransactionCanceledException cancelled, CancellationReason reason) {
        ConditionalCheckFailedException refused = ConditionalCheckFailedException.builder()
                .item(reason.item())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(TransactionSender.CONDITION_FAILED + "Exception")
                        .errorMessage(String.valueOf(reason.message()))
                        .build())
                .requestId(cancelled.requestId())
                .statusCode(cancelled.statusCode())
                .build();
        refused.addSuppressed(cancelled);
        return refused;
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
