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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FailedCallTests {

    private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";

    private static final Map<String, AttributeValue> SMALL =
            Map.of("id", AttributeValue.fromS("1"), "tiny", AttributeValue.fromS("SECRET"));

    private static final Map<String, AttributeValue> LARGE = Map.of(
            "id", AttributeValue.fromN("1"),
            "notes", AttributeValue.fromS("SECRET".repeat(70_000)),
            "more", AttributeValue.fromS("x".repeat(1_000)));

    @Test
    void callWhenItFailsShouldSayWhichItWas() {
        SdkException failure = SdkClientException.create("x");
        FailedCall call = failed(
                failure,
                GetItemRequest.builder()
                        .tableName("arn:aws:dynamodb:eu-central-1:123456789012:table/orders")
                        .key(SMALL)
                        .build());
        assertThat(call.operation()).isEqualTo("GetItem");
        assertThat(call.tables()).containsExactly("orders");
        assertThat(call).hasMessage("GetItem on table 'orders'");
        assertThat(call.getStackTrace()).isEmpty();
        assertThat(call.attributeTypes()).isEmpty();
        assertThat(call.oversizedItem()).isNull();
    }

    @Test
    void callWhenItNamesSeveralTablesOrNoneShouldSayThatToo() {
        assertThat(failed(
                        SdkClientException.create("x"),
                        BatchWriteItemRequest.builder()
                                .requestItems(Map.of("orders", List.of(put(SMALL))))
                                .build()))
                .hasMessage("BatchWriteItem on table 'orders'");
        assertThat(failed(SdkClientException.create("x"), transaction()))
                .hasMessage("TransactWriteItems on tables 'orders', 'customers'");
        assertThat(failed(
                        SdkClientException.create("x"),
                        ListTablesRequest.builder().build()))
                .hasMessage("ListTables");
    }

    @Test
    void callWhenTheSameExceptionFailsTwiceShouldSayItOnce() {
        SdkException failure = SdkClientException.create("x");
        failed(failure, GetItemRequest.builder().tableName("orders").build());
        failed(failure, GetItemRequest.builder().tableName("orders").build());
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void callWhenLayerFailsWithItsOwnErrorShouldLeaveIt() {
        IllegalStateException failure = new IllegalStateException("x");
        DynamoDbClient client = new ClientLayers(List.of())
                .wrap(new StubDynamoDb()
                        .answer(GetItemRequest.class, request -> {
                            throw failure;
                        })
                        .client());
        assertThat(catchThrowable(() -> client.getItem(request -> request.tableName("orders"))))
                .isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void callWhenInvalidShouldTellNamesAndTypesOfWhatWasSent() {
        FailedCall call = failed(
                invalid("The provided key element does not match the schema"),
                GetItemRequest.builder().tableName("orders").key(SMALL).build());
        assertThat(call.attributeTypes()).containsOnly(Map.entry("id", "S"), Map.entry("tiny", "S"));
        assertThat(call.toString()).doesNotContain("SECRET");
    }

    @Test
    void callWhenPutIsTooLargeShouldTellItsLargestAttributes() {
        FailedCall call = failed(
                invalid(TOO_LARGE),
                PutItemRequest.builder().tableName("orders").item(LARGE).build());
        assertThat(call.oversizedItem())
                .isEqualTo(new OversizedItem("orders", true, 421_013, ItemSizes.largest(LARGE, 5)));
        assertThat(call.oversizedItem().largestAttributes().keySet()).containsExactly("notes", "more", "id");
    }

    @Test
    void callWhenBatchOrTransactionIsTooLargeShouldTellItsLargestItem() {
        assertThat(failed(
                                invalid(TOO_LARGE),
                                BatchWriteItemRequest.builder()
                                        .requestItems(Map.of("orders", List.of(put(SMALL), put(LARGE), put(SMALL))))
                                        .build())
                        .oversizedItem()
                        .bytes())
                .isEqualTo(421_013);
        SdkException cancelled = TransactionCanceledException.builder()
                .cancellationReasons(
                        CancellationReason.builder().code("None").build(),
                        CancellationReason.builder()
                                .code("ValidationError")
                                .message(TOO_LARGE)
                                .build())
                .build();
        assertThat(failed(cancelled, transaction()).oversizedItem().table()).isEqualTo("customers");
    }

    @Test
    void callWhenUpdateIsTooLargeShouldTellWhatItSent() {
        FailedCall call = failed(
                invalid("Item size to update has exceeded the maximum allowed size"),
                UpdateItemRequest.builder()
                        .tableName("orders")
                        .key(Map.of("id", AttributeValue.fromS("1")))
                        .updateExpression("SET #n = :n, more.deep[0] = list_append(more.deep, :m) REMOVE x ADD y :a")
                        .expressionAttributeNames(Map.of("#n", "notes"))
                        .expressionAttributeValues(Map.of(
                                ":n", AttributeValue.fromS("x".repeat(1_000)),
                                ":m", AttributeValue.fromS("x".repeat(100)),
                                ":a", AttributeValue.fromN("1")))
                        .build());
        assertThat(call.oversizedItem().whole()).isFalse();
        assertThat(call.oversizedItem().largestAttributes())
                .containsEntry("notes", 1_005L)
                .containsEntry("more", 104L);
    }

    private static TransactWriteItemsRequest transaction() {
        return TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName("orders").item(SMALL))
                                .build(),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName("customers").item(LARGE))
                                .build(),
                        TransactWriteItem.builder()
                                .delete(delete -> delete.tableName("orders").key(SMALL))
                                .build())
                .build();
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static SdkException invalid(String message) {
        return DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** Lets a call fail inside of a layered client, and returns what is known of it then. */
    private static FailedCall failed(SdkException failure, DynamoDbRequest request) {
        DynamoDbClient client = new ClientLayers(List.of())
                .wrap(new StubDynamoDb()
                        .answer(request.getClass(), sent -> {
                            throw failure;
                        })
                        .client());
        DynamoDbOperation operation = DynamoDbOperation.all().stream()
                .filter(known -> known.requestType() == request.getClass())
                .findFirst()
                .orElseThrow();
        assertThat(catchThrowable(() -> operation.send(client, request))).isSameAs(failure);
        return FailedCall.of(failure);
    }
}
