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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** One operation of DynamoDB: a method of the client that takes one request and returns one response. */
final class DynamoDbOperation {

    private static final String REQUEST_SUFFIX = "Request";

    private static final MethodType TYPE =
            MethodType.methodType(DynamoDbResponse.class, DynamoDbClient.class, DynamoDbRequest.class);

    /** Built once for the class, not once for each client. */
    private static final Map<Class<?>, DynamoDbOperation> BY_REQUEST = Arrays.stream(DynamoDbClient.class.getMethods())
            .filter(DynamoDbOperation::isOperation)
            .map(DynamoDbOperation::new)
            .collect(Collectors.toUnmodifiableMap(DynamoDbOperation::requestType, Function.identity()));

    private final String name;

    private final Class<?> requestType;

    private final Class<?> responseType;

    private final MethodHandle handle;

    private DynamoDbOperation(Method method) {
        this.requestType = method.getParameterTypes()[0];
        this.responseType = method.getReturnType();
        String requestName = this.requestType.getSimpleName();
        this.name = requestName.substring(0, requestName.length() - REQUEST_SUFFIX.length());
        try {
            this.handle = MethodHandles.publicLookup().unreflect(method).asType(TYPE);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException("The public method " + method + " cannot be called", ex);
        }
    }

    static boolean isOperation(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 1
                && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && DynamoDbResponse.class.isAssignableFrom(method.getReturnType());
    }

    /** Returns the operation that takes a request. */
    static DynamoDbOperation of(DynamoDbRequest request) {
        DynamoDbOperation operation = BY_REQUEST.get(request.getClass());
        if (operation == null) {
            throw new IllegalArgumentException("No operation of DynamoDB takes " + typeName(request));
        }
        return operation;
    }

    static Collection<DynamoDbOperation> all() {
        return BY_REQUEST.values();
    }

    /** Returns the name in DynamoDB's API, such as {@code GetItem}. */
    String name() {
        return name;
    }

    Class<?> requestType() {
        return requestType;
    }

    /** Calls the operation on a client; what the client throws comes out as it is. */
    DynamoDbResponse send(DynamoDbClient client, DynamoDbRequest request) {
        if (!requestType.isInstance(request)) {
            throw new IllegalArgumentException("A layer passed on " + typeName(request) + " as the request of " + name
                    + ", which takes " + requestType.getSimpleName());
        }
        try {
            return (DynamoDbResponse) handle.invokeExact(client, request);
        } catch (RuntimeException | Error ex) {
            throw ex;
        } catch (Throwable ex) {
            throw new UndeclaredThrowableException(ex);
        }
    }

    /** Returns the response if the caller can take it, so that a faulty layer is named rather than a failed cast. */
    DynamoDbResponse checked(@Nullable DynamoDbResponse response) {
        if (!responseType.isInstance(response)) {
            throw new IllegalStateException("A layer answered " + name + " with " + typeName(response)
                    + " in place of a " + responseType.getSimpleName());
        }
        return (DynamoDbResponse) responseType.cast(response);
    }

    private static String typeName(@Nullable Object object) {
        return (object != null) ? object.getClass().getName() : "null";
    }

    @Override
    public String toString() {
        return name;
    }
}
