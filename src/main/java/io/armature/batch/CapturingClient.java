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
package io.armature.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * Keeps the request that an enhanced client would send, so that an entity passes its mapping and its extensions as it does everywhere
 * and can be sent in a batch nevertheless. Confined to one thread.
 */
final class CapturingClient implements DynamoDbClient {

    private @Nullable PutItemRequest captured;

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        captured = request;
        return PutItemResponse.builder().build();
    }

    /** Returns the request of the last put. */
    PutItemRequest captured() {
        return Objects.requireNonNull(captured);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
