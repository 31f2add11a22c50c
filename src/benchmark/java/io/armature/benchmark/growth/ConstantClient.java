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
package io.armature.benchmark.growth;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** Answers at once and without the SDK, so that a million keys take seconds and nothing is seen but what they cost. */
final class ConstantClient implements DynamoDbClient {

    private static final GetItemResponse READ = GetItemResponse.builder()
            .consumedCapacity(ConsumedCapacity.builder().capacityUnits(0.5).build())
            .build();

    private static final PutItemResponse WRITTEN = PutItemResponse.builder().build();

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return READ;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return WRITTEN;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
