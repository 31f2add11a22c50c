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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Lets operations pass the layers that came with a later release of the SDK than {@link OneDoorClient} was written for.
 *
 * <p>Only an application that brings such a release pays for the proxy.
 */
final class LaterOperations implements InvocationHandler {

    /** Whether the SDK at hand has any. */
    static final boolean EXIST = exist();

    /** Default methods of the interface that are no shorter form of an operation. */
    private static final Set<String> OTHERS = Set.of("waiter", "serviceClientConfiguration");

    private final LayeredDynamoDbClient client;

    private LaterOperations(LayeredDynamoDbClient client) {
        this.client = client;
    }

    private static boolean exist() {
        Set<Class<?>> written = Arrays.stream(OneDoorClient.class.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .collect(Collectors.toSet());
        return DynamoDbOperation.all().stream().anyMatch(operation -> !written.contains(operation.requestType()));
    }

    static DynamoDbClient proxy(LayeredDynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new LaterOperations(client));
    }

    /** Returns the client behind such a proxy, or {@code null} if the given one is something else. */
    static @Nullable LayeredDynamoDbClient clientOf(DynamoDbClient client) {
        return Proxy.isProxyClass(client.getClass())
                        && Proxy.getInvocationHandler(client) instanceof LaterOperations later
                ? later.client
                : null;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (args != null && DynamoDbOperation.isOperation(method)) {
            return client.call((DynamoDbRequest) args[0]);
        }
        if (method.isDefault() && !OTHERS.contains(method.getName())) {
            return InvocationHandler.invokeDefault(proxy, method, args);
        }
        return switch (method.getName()) {
            case "equals" -> args != null && isSame(proxy, args[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> invokeClient(method, args);
        };
    }

    /** Compares by identity, since asking the proxy whether it equals another object would end up here again. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object proxy, @Nullable Object other) {
        return proxy == other;
    }

    private @Nullable Object invokeClient(Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(client, args);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }
}
