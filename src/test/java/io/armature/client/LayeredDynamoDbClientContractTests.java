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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Goes over every method of the SDK's client, so that a new release of the SDK cannot add one that passes by the
 * layers.
 */
class LayeredDynamoDbClientContractTests {

    private static final String PAGINATOR = "Paginator";

    /** What is no operation; each has a test of its own in {@link LayeredDynamoDbClientTests}. */
    private static final Set<String> OTHERS = Set.of("waiter", "serviceName", "serviceClientConfiguration", "close");

    private final StubDynamoDb stub = new StubDynamoDb();

    private final RecordingLayer layer = new RecordingLayer();

    private final DynamoDbClient client = new ClientLayers(List.of(layer)).wrap(stub.client());

    static Stream<Method> methods() {
        return Arrays.stream(DynamoDbClient.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    static Stream<Method> operations() {
        return methods().filter(method -> !OTHERS.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void methodWhenInSdkShouldHaveKnownShape(Method method) {
        assertThat(shape(method)).as("a way through the layers for " + method).isPresent();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationWhenCalledShouldPassTheLayersOnce(Method method) throws Exception {
        Object result = method.invoke(client, arguments(method));

        if (result instanceof SdkIterable<?> pages) {
            assertThat(stub.requests()).as("a paginator is lazy").isEmpty();
            assertThat(pages).hasSize(1);
        } else {
            assertThat(result).isInstanceOf(DynamoDbResponse.class).isInstanceOf(method.getReturnType());
        }
        assertThat(layer.operations()).containsExactly(operationName(method));
        assertThat(stub.requests()).hasSize(1);
        assertThat(stub.requests().get(0).getClass().getSimpleName()).isEqualTo(operationName(method) + "Request");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationWhenRefusedByLayerShouldNotReachDynamoDb(Method method) {
        IllegalStateException refusal = new IllegalStateException("refused");
        DynamoDbClient guarded = new ClientLayers(List.of(new TestLayer(CallSlot.CIRCUIT_BREAKER, call -> {
                    throw refusal;
                })))
                .wrap(stub.client());

        assertThatThrownBy(() -> {
                    Object result = method.invoke(guarded, arguments(method));
                    ((SdkIterable<?>) result).forEach(page -> {});
                })
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isSameAs(refusal),
                        thrown -> assertThat(thrown.getCause()).isSameAs(refusal));
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void operationsWhenCountedShouldBeTheKnownOnesOrMore() {
        assertThat(DynamoDbOperation.all()).hasSizeGreaterThanOrEqualTo(58);
    }

    private static Optional<String> shape(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (OTHERS.contains(method.getName())) {
            return (parameters.length == 0) ? Optional.of("other") : Optional.empty();
        }
        boolean paginator = method.getName().endsWith(PAGINATOR)
                && method.isDefault()
                && SdkIterable.class.isAssignableFrom(method.getReturnType());
        boolean answer = DynamoDbResponse.class.isAssignableFrom(method.getReturnType());
        if (!paginator && !answer) {
            return Optional.empty();
        }
        if (parameters.length == 1 && DynamoDbRequest.class.isAssignableFrom(parameters[0])) {
            return Optional.of("request");
        }
        boolean convenience = method.isDefault()
                && (parameters.length == 0 || (parameters.length == 1 && parameters[0] == Consumer.class));
        return convenience ? Optional.of("convenience") : Optional.empty();
    }

    static Object[] arguments(Method method) {
        if (method.getParameterCount() == 0) {
            return new Object[0];
        }
        Class<?> type = method.getParameterTypes()[0];
        Consumer<Object> nothing = builder -> {};
        return new Object[] {(type == Consumer.class) ? nothing : StubDynamoDb.empty(type)};
    }

    static String operationName(Method method) {
        String name = method.getName();
        String base = name.endsWith(PAGINATOR) ? name.substring(0, name.length() - PAGINATOR.length()) : name;
        return base.substring(0, 1).toUpperCase(Locale.ROOT) + base.substring(1);
    }
}
