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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

class LayeredDynamoDbClientTests {

    private static final GetItemRequest REQUEST = GetItemRequest.builder()
            .tableName("orders")
            .key(Map.of("id", AttributeValue.fromS("a secret")))
            .build();

    private final StubDynamoDb stub = new StubDynamoDb();

    @Test
    void callWhenAllSlotsAreTakenShouldPassThemInTheOrderOfTheEnum() {
        List<String> steps = new ArrayList<>();
        stub.answer(GetItemRequest.class, request -> {
            steps.add("DynamoDB");
            return GetItemResponse.builder().build();
        });
        List<CallLayer> layers = new ArrayList<>();
        for (CallSlot slot : CallSlot.values()) {
            layers.add(new TestLayer(slot, call -> {
                steps.add("> " + slot);
                try {
                    return call.proceed(call.request());
                } finally {
                    steps.add("< " + slot);
                }
            }));
        }
        Collections.reverse(layers);

        new ClientLayers(layers).wrap(stub.client()).getItem(REQUEST);

        assertThat(steps)
                .containsExactly(
                        "> OBSERVATION",
                        "> PLAINTEXT_GUARD",
                        "> CACHE",
                        "> FALLBACK",
                        "> CIRCUIT_BREAKER",
                        "> REGION",
                        "> CAPACITY_INSIGHT",
                        "DynamoDB",
                        "< CAPACITY_INSIGHT",
                        "< REGION",
                        "< CIRCUIT_BREAKER",
                        "< FALLBACK",
                        "< CACHE",
                        "< PLAINTEXT_GUARD",
                        "< OBSERVATION");
    }

    @Test
    void callWhenDynamoDbThrowsShouldThrowTheSameExceptionThroughAllLayers() {
        ConditionalCheckFailedException failure =
                ConditionalCheckFailedException.builder().message("failed").build();
        stub.answer(GetItemRequest.class, request -> {
            throw failure;
        });
        List<CallLayer> layers = Arrays.stream(CallSlot.values())
                .<CallLayer>map(TestLayer::passingOn)
                .toList();

        Throwable thrown = catchThrowable(
                () -> new ClientLayers(layers).wrap(stub.client()).getItem(REQUEST));

        assertThat(thrown).isSameAs(failure);
    }

    @Test
    void callWhenLayerProceedsTwiceShouldReachTheInnerLayersAndDynamoDbTwice() {
        RecordingLayer outer = new RecordingLayer();
        List<String> inner = new ArrayList<>();
        CallLayer retrying = new TestLayer(CallSlot.CIRCUIT_BREAKER, call -> {
            call.proceed(call.request());
            return call.proceed(call.request());
        });
        CallLayer counting = new TestLayer(CallSlot.CAPACITY_INSIGHT, call -> {
            inner.add(call.operation());
            return call.proceed(call.request());
        });

        clientWith(outer, retrying, counting).getItem(REQUEST);

        assertThat(outer.operations()).containsExactly("GetItem");
        assertThat(inner).containsExactly("GetItem", "GetItem");
        assertThat(stub.requests()).containsExactly(REQUEST, REQUEST);
    }

    @Test
    void callWhenLayerReplacesTheResponseShouldReturnTheReplacement() {
        GetItemResponse replacement = GetItemResponse.builder()
                .item(Map.of("id", AttributeValue.fromS("1")))
                .build();
        CallLayer layer = new TestLayer(CallSlot.FALLBACK, call -> replacement);

        assertThat(clientWith(layer).getItem(REQUEST)).isSameAs(replacement);
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void callWhenLayerReplacesTheRequestShouldShowItToInnerLayersOnly() {
        List<String> seen = new ArrayList<>();
        CallLayer outer = new TestLayer(CallSlot.OBSERVATION, call -> {
            seen.addAll(call.tables());
            call.proceed(call.request());
            seen.addAll(call.tables());
            return call.proceed(REQUEST.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .tableName("others")
                    .build());
        });
        CallLayer inner = new TestLayer(CallSlot.CACHE, call -> {
            seen.add("inner " + call.tables());
            return call.proceed(call.request());
        });

        clientWith(outer, inner).getItem(REQUEST);

        assertThat(seen).containsExactly("orders", "inner [orders]", "orders", "inner [others]");
        assertThat(((GetItemRequest) stub.requests().get(1)).returnConsumedCapacity())
                .isEqualTo(ReturnConsumedCapacity.INDEXES);
    }

    @Test
    void tablesWhenRequestIsUnchangedShouldBeSharedByTheLayers() {
        List<List<String>> seen = new ArrayList<>();
        List<CallLayer> layers = Arrays.stream(CallSlot.values())
                .<CallLayer>map(slot -> new TestLayer(slot, call -> {
                    seen.add(call.tables());
                    return call.proceed(call.request());
                }))
                .toList();

        new ClientLayers(layers).wrap(stub.client()).getItem(REQUEST);

        assertThat(seen).hasSize(7).allSatisfy(tables -> assertThat(tables).isSameAs(seen.get(0)));
    }

    @Test
    void callWhenLayerAnswersWithAnotherTypeShouldSaySo() {
        CallLayer wrong =
                new TestLayer(CallSlot.CACHE, call -> PutItemResponse.builder().build());
        CallLayer none = new TestLayer(CallSlot.CACHE, call -> null);

        assertThatIllegalStateException()
                .isThrownBy(() -> clientWith(wrong).getItem(REQUEST))
                .withMessageContainingAll("GetItem", PutItemResponse.class.getName());
        assertThatIllegalStateException()
                .isThrownBy(() -> clientWith(none).getItem(REQUEST))
                .withMessageContaining("null");
    }

    @Test
    void callWhenLayerPassesOnAnotherTypeShouldSaySo() {
        CallLayer wrong = new TestLayer(
                CallSlot.CACHE, call -> call.proceed(ScanRequest.builder().build()));
        CallLayer none = new TestLayer(CallSlot.CACHE, call -> call.proceed(null));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clientWith(wrong).getItem(REQUEST))
                .withMessageContainingAll("GetItem", ScanRequest.class.getName());
        assertThatNullPointerException().isThrownBy(() -> clientWith(none).getItem(REQUEST));
    }

    @Test
    void callWhenShownAsTextShouldHoldNoItemValue() {
        List<String> texts = new ArrayList<>();
        clientWith(new TestLayer(CallSlot.CACHE, call -> {
                    texts.add(call.toString());
                    return call.proceed(call.request());
                }))
                .getItem(REQUEST);

        assertThat(texts).containsExactly("GetItem[orders]");
    }

    @Test
    void paginatorWhenThereAreManyPagesShouldCallTheLayersForEach() {
        RecordingLayer layer = new RecordingLayer();
        stub.answer(ScanRequest.class, request -> {
            ScanResponse.Builder page = ScanResponse.builder().items(List.of(Map.of("id", AttributeValue.fromS("1"))));
            return request.hasExclusiveStartKey()
                    ? page.build()
                    : page.lastEvaluatedKey(Map.of("id", AttributeValue.fromS("1")))
                            .build();
        });

        assertThat(clientWith(layer)
                        .scanPaginator(scan -> scan.tableName("orders"))
                        .items())
                .hasSize(2);
        assertThat(layer.operations()).containsExactly("Scan", "Scan");
    }

    @Test
    void waiterWhenAskedShouldCallTheLayers() {
        RecordingLayer layer = new RecordingLayer();
        stub.answer(
                DescribeTableRequest.class,
                request -> DescribeTableResponse.builder()
                        .table(table -> table.tableStatus(TableStatus.ACTIVE))
                        .build());

        try (DynamoDbWaiter waiter = clientWith(layer).waiter()) {
            assertThat(waiter.waitUntilTableExists(table -> table.tableName("orders"))
                            .matched()
                            .response())
                    .isPresent();
        }
        assertThat(layer.operations()).containsExactly("DescribeTable");
    }

    @Test
    void otherMethodsWhenCalledShouldAskTheRealClient() {
        DynamoDbClient client = clientWith();

        assertThat(client.serviceName()).isEqualTo("stub");
        assertThat(client.serviceClientConfiguration()).isSameAs(stub.configuration());
        client.close();
        assertThat(stub.closed()).isEqualTo(1);
    }

    @Test
    void objectMethodsWhenCalledShouldBeThoseOfTheProxy() {
        DynamoDbClient client = clientWith(TestLayer.passingOn(CallSlot.CACHE));

        assertThat(client)
                .isEqualTo(client)
                .isNotEqualTo(clientWith())
                .isNotEqualTo(null)
                .hasSameHashCodeAs(client)
                .hasToString("LayeredDynamoDbClient[CACHE] -> StubDynamoDb");
    }

    @Test
    void callWhenRequestIsNullShouldRefuseIt() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> clientWith().getItem((GetItemRequest) null))
                .withMessage("request");
    }

    private DynamoDbClient clientWith(CallLayer... layers) {
        return new ClientLayers(List.of(layers)).wrap(stub.client());
    }
}
