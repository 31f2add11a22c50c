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

import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What five empty layers cost; bytes are gated, since they are steady, nanoseconds only reported.
 *
 * <p>Fails when 2 KB that are allocated in each call are planted in the client with the layers.
 */
class LayeredDynamoDbClientCostTests {

    private static final GetItemRequest REQUEST =
            GetItemRequest.builder().tableName("orders").build();

    private final DynamoDbClient plain =
            new ConstantClient(GetItemResponse.builder().build());

    private final DynamoDbClient layered = new ClientLayers(List.of(EmptyLayer.values())).wrap(plain);

    @Test
    void callWhenFiveLayersAreEmptyShouldAllocateNoMoreThan200Bytes(TestReporter reporter) {
        CostComparison cost =
                CostMeter.of(21, 50_000).compare(() -> layered.getItem(REQUEST), () -> plain.getItem(REQUEST));
        reporter.publishEntry("five empty layers", cost.toString());

        assertThat(cost.moreBytes()).isPositive().isLessThanOrEqualTo(200);
    }

    /** Each constant is a class of its own, as real layers are; one class would be inlined and cost next to nothing. */
    private enum EmptyLayer implements CallLayer {
        OBSERVATION {
            @Override
            public DynamoDbResponse call(Call call) {
                return call.proceed(call.request());
            }
        },
        PLAINTEXT_GUARD {
            @Override
            public DynamoDbResponse call(Call call) {
                return call.proceed(call.request());
            }
        },
        FALLBACK {
            @Override
            public DynamoDbResponse call(Call call) {
                return call.proceed(call.request());
            }
        },
        CIRCUIT_BREAKER {
            @Override
            public DynamoDbResponse call(Call call) {
                return call.proceed(call.request());
            }
        },
        CAPACITY_INSIGHT {
            @Override
            public DynamoDbResponse call(Call call) {
                return call.proceed(call.request());
            }
        };

        @Override
        public CallSlot slot() {
            return CallSlot.valueOf(name());
        }
    }
}
