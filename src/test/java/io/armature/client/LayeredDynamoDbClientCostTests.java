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

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What five empty layers cost; bytes are gated, since they are steady, nanoseconds only reported. */
class LayeredDynamoDbClientCostTests {

    private static final int CALLS = 200_000;

    private static final int ROUNDS = 21;

    private static final GetItemRequest REQUEST =
            GetItemRequest.builder().tableName("orders").build();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DynamoDbClient plain = new ConstantClient();

    private final DynamoDbClient layered = new ClientLayers(List.of(EmptyLayer.values())).wrap(plain);

    @Test
    void callWhenFiveLayersAreEmptyShouldAllocateNoMoreThan200Bytes(TestReporter reporter) {
        run(layered);
        long[] nanos = new long[ROUNDS];
        long[] plainNanos = new long[ROUNDS];
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            run(layered);
            nanos[round] = THREADS.getCurrentThreadCpuTime() - before;
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore);
            before = THREADS.getCurrentThreadCpuTime();
            run(plain);
            plainNanos[round] = THREADS.getCurrentThreadCpuTime() - before;
        }
        reporter.publishEntry("bytes a call", String.valueOf((double) bytes / CALLS));
        reporter.publishEntry("CPU ns a call", String.valueOf((median(nanos) - median(plainNanos)) / CALLS));

        assertThat((double) bytes / CALLS).isPositive().isLessThanOrEqualTo(200);
    }

    private static void run(DynamoDbClient client) {
        for (int i = 0; i < CALLS; i++) {
            client.getItem(REQUEST);
        }
    }

    private static double median(long[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
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

    private static final class ConstantClient implements DynamoDbClient {

        private static final GetItemResponse RESPONSE =
                GetItemResponse.builder().build();

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return RESPONSE;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
