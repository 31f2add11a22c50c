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
package io.armature.encryption.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Sends requests of any operation. */
final class Sender {

    private Sender() {}

    static DynamoDbResponse send(DynamoDbClient client, DynamoDbRequest request) {
        Method operation = Arrays.stream(DynamoDbClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == request.getClass()
                        && DynamoDbResponse.class.isAssignableFrom(method.getReturnType()))
                .findFirst()
                .orElseThrow();
        try {
            return (DynamoDbResponse) operation.invoke(client, request);
        } catch (InvocationTargetException ex) {
            throw (RuntimeException) ex.getCause();
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
