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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** A client that answers every operation with an empty response unless it was told better. */
final class StubDynamoDb implements InvocationHandler {

    private final List<DynamoDbRequest> requests = new CopyOnWriteArrayList<>();

    private final Map<Class<?>, Function<DynamoDbRequest, DynamoDbResponse>> answers = new ConcurrentHashMap<>();

    private final DynamoDbServiceClientConfiguration configuration =
            DynamoDbServiceClientConfiguration.builder().build();

    private int closed;

    private final DynamoDbClient client = (DynamoDbClient)
            Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);

    <T extends DynamoDbRequest> StubDynamoDb answer(Class<T> requestType, Function<T, DynamoDbResponse> answer) {
        answers.put(requestType, request -> answer.apply(requestType.cast(request)));
        return this;
    }

    DynamoDbClient client() {
        return client;
    }

    List<DynamoDbRequest> requests() {
        return requests;
    }

    int closed() {
        return closed;
    }

    DynamoDbServiceClientConfiguration configuration() {
        return configuration;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        if (args != null && args.length == 1 && args[0] instanceof DynamoDbRequest request) {
            requests.add(request);
            Function<DynamoDbRequest, DynamoDbResponse> answer = answers.get(request.getClass());
            return (answer != null) ? answer.apply(request) : empty(method.getReturnType());
        }
        return switch (method.getName()) {
            case "close" -> {
                closed++;
                yield null;
            }
            case "serviceName" -> "stub";
            case "serviceClientConfiguration" -> configuration;
            case "toString" -> "StubDynamoDb";
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    static Object empty(Class<?> type) {
        try {
            return ((Buildable) type.getMethod("builder").invoke(null)).build();
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
