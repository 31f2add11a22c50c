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
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Calls the operations of this release in the way of those of a later one, since of those there are none to call. */
class LaterOperationsTests {

    private final StubDynamoDb stub = new StubDynamoDb();

    private final RecordingLayer layer = new RecordingLayer();

    private final DynamoDbClient client =
            LaterOperations.proxy(new LayeredDynamoDbClient(new CallLayer[] {layer}, ClientTarget.of(stub.client())));

    static Stream<Method> operations() {
        return LayeredDynamoDbClientContractTests.operations();
    }

    @Test
    void existWhenSdkIsThatOfTheBuildShouldBeFalseSoThatThereIsNoProxy() {
        assertThat(LaterOperations.EXIST)
                .as("OneDoorClient lacks an operation that the SDK has")
                .isFalse();
        assertThat(new ClientLayers(List.of(layer)).wrap(stub.client())).isInstanceOf(OneDoorClient.class);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationWhenCalledShouldPassTheLayersOnce(Method method) throws Exception {
        Object result = method.invoke(client, LayeredDynamoDbClientContractTests.arguments(method));

        if (result instanceof SdkIterable<?> pages) {
            assertThat(pages).hasSize(1);
        }
        assertThat(layer.operations()).containsExactly(LayeredDynamoDbClientContractTests.operationName(method));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void operationWhenDynamoDbThrowsShouldThrowTheSame() {
        ResourceNotFoundException failure =
                ResourceNotFoundException.builder().message("failed").build();
        stub.answer(GetItemRequest.class, request -> {
            throw failure;
        });

        assertThat(catchThrowable(() -> client.getItem(request -> request.tableName("orders"))))
                .isSameAs(failure);
    }

    @Test
    void operationWhenRequestIsNullShouldRefuseIt() {
        assertThatNullPointerException()
                .isThrownBy(() -> client.getItem((GetItemRequest) null))
                .withMessage("request");
    }

    @Test
    void waiterWhenAskedShouldCallTheLayers() {
        stub.answer(
                DescribeTableRequest.class,
                request -> DescribeTableResponse.builder()
                        .table(table -> table.tableStatus(TableStatus.ACTIVE))
                        .build());

        try (DynamoDbWaiter waiter = client.waiter()) {
            waiter.waitUntilTableExists(table -> table.tableName("orders"));
        }
        assertThat(layer.operations()).containsExactly("DescribeTable");
    }

    @Test
    void otherMethodsWhenCalledShouldAskTheRealClient() {
        assertThat(client.serviceName()).isEqualTo("stub");
        assertThat(client.serviceClientConfiguration()).isSameAs(stub.configuration());
        client.close();
        assertThat(stub.closed()).isEqualTo(1);
    }

    @Test
    void otherMethodWhenItThrowsShouldThrowTheSame() {
        UnsupportedOperationException failure = new UnsupportedOperationException("closed by nobody");
        DynamoDbClient failing =
                LaterOperations.proxy(new LayeredDynamoDbClient(new CallLayer[0], ClientTarget.of(new DynamoDbClient() {
                    @Override
                    public String serviceName() {
                        throw failure;
                    }

                    @Override
                    public void close() {
                        throw failure;
                    }
                })));

        assertThat(catchThrowable(failing::close)).isSameAs(failure);
    }

    @Test
    void objectMethodsWhenCalledShouldBeThoseOfTheProxy() {
        assertThat(client)
                .isEqualTo(client)
                .isNotEqualTo(new ClientLayers(List.of()).wrap(stub.client()))
                .isNotEqualTo(null)
                .hasSameHashCodeAs(client);
        assertThat(client.toString()).startsWith("LayeredDynamoDbClient[").endsWith("] -> StubDynamoDb");
    }

    @Test
    void wrapWhenWrappedBeforeShouldReturnTheSame() {
        assertThat(ClientLayers.isWrapped(client)).isTrue();
        assertThat(new ClientLayers(List.of()).wrap(client)).isSameAs(client);
        assertThat(ClientLayers.hasLayer(client, layer.slot())).isTrue();
    }
}
