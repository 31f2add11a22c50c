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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The one door to DynamoDB: a client whose every operation goes through the layers.
 *
 * <p>Consumer overloads and paginators are default methods of the interface that call the operations. They run on the
 * proxy, so that each page is a call of its own through the layers.
 */
final class LayeredDynamoDbClient implements InvocationHandler {

    private final CallLayer[] layers;

    private final CallTarget target;

    private LayeredDynamoDbClient(CallLayer[] layers, CallTarget target) {
        this.layers = layers;
        this.target = target;
    }

    static DynamoDbClient proxy(CallLayer[] layers, CallTarget target) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new LayeredDynamoDbClient(layers, target));
    }

    static boolean isProxy(DynamoDbClient client) {
        return Proxy.isProxyClass(client.getClass())
                && Proxy.getInvocationHandler(client) instanceof LayeredDynamoDbClient;
    }

    static List<CallLayer> layersOf(DynamoDbClient client) {
        return isProxy(client)
                ? List.of(((LayeredDynamoDbClient) Proxy.getInvocationHandler(client)).layers)
                : List.of();
    }

    CallLayer[] layers() {
        return layers;
    }

    CallTarget target() {
        return target;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        DynamoDbOperation operation = DynamoDbOperation.of(method);
        if (operation != null && args != null) {
            DynamoDbRequest request = (DynamoDbRequest) Objects.requireNonNull(args[0], "request");
            return operation.checked(new LogicalCall(this, operation).send(request));
        }
        return invokeOther(proxy, method, args);
    }

    private @Nullable Object invokeOther(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        return switch (method.getName()) {
            case "waiter" ->
                DynamoDbWaiter.builder().client((DynamoDbClient) proxy).build();
            case "serviceClientConfiguration" -> target.serviceClientConfiguration();
            case "serviceName" -> target.serviceName();
            case "close" -> close();
            case "equals" -> args != null && isSame(proxy, args[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "LayeredDynamoDbClient" + Arrays.toString(layers) + " -> " + target;
            default -> invokeDefault(proxy, method, args);
        };
    }

    private @Nullable Object close() {
        target.close();
        return null;
    }

    /** Compares by identity, since asking the proxy whether it equals another object would end up here again. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object proxy, @Nullable Object other) {
        return proxy == other;
    }

    private static @Nullable Object invokeDefault(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        if (!method.isDefault()) {
            throw new UnsupportedOperationException(
                    method + " came with a later release of the AWS SDK and would pass by the layers");
        }
        return InvocationHandler.invokeDefault(proxy, method, args);
    }
}
