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

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The one door to DynamoDB: a client whose every operation goes through the layers.
 *
 * <p>Consumer overloads and paginators are default methods of the interface that call the operations. They run on this
 * client, so that each page is a call of its own through the layers.
 */
final class LayeredDynamoDbClient extends OneDoorClient {

    private final CallLayer[] layers;

    private final CallTarget target;

    LayeredDynamoDbClient(CallLayer[] layers, CallTarget target) {
        this.layers = layers;
        this.target = target;
    }

    static DynamoDbClient around(CallTarget target, CallLayer[] layers) {
        LayeredDynamoDbClient client = new LayeredDynamoDbClient(layers, target);
        return LaterOperations.EXIST ? LaterOperations.proxy(client) : client;
    }

    /** Returns the client with the layers that a client is, or {@code null} if it is another one. */
    static @Nullable LayeredDynamoDbClient of(DynamoDbClient client) {
        return (client instanceof LayeredDynamoDbClient layered) ? layered : LaterOperations.clientOf(client);
    }

    CallLayer[] layers() {
        return layers;
    }

    CallTarget target() {
        return target;
    }

    @Override
    DynamoDbResponse call(DynamoDbRequest request) {
        DynamoDbOperation operation = DynamoDbOperation.of(Objects.requireNonNull(request, "request"));
        return operation.checked(new LogicalCall(this, operation).send(request));
    }

    @Override
    public DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder().client(this).build();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return target.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return target.serviceName();
    }

    @Override
    public void close() {
        target.close();
    }

    @Override
    public String toString() {
        return "LayeredDynamoDbClient" + Arrays.toString(layers) + " -> " + target;
    }
}
