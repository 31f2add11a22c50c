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

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.armature.client.ClientLayers;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What the guard costs a call that does not concern it; bytes are gated, since they are steady, nanoseconds only reported. */
@Tag("F18")
class PlaintextGuardCostTests {

    private static final int CALLS = 200_000;

    private static final int ROUNDS = 21;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final DynamoDbClient unguarded = new ClientLayers(List.of()).wrap(new ConstantClient());

    private final DynamoDbClient guarded = fixture.over(new ConstantClient());

    @Test
    void callWhenOfAnotherTableShouldAllocateNextToNothing(TestReporter reporter) {
        double bytes = measure(
                reporter,
                "another table",
                GetItemRequest.builder().tableName("orders").build());

        assertThat(bytes).isLessThanOrEqualTo(100);
    }

    @Test
    void callWhenOfAnEncryptedTableShouldAllocateLittle(TestReporter reporter) {
        double bytes = measure(
                reporter,
                "encrypted table",
                GetItemRequest.builder()
                        .tableName(fixture.table)
                        .key(GuardFixture.key())
                        .build());

        assertThat(bytes).isLessThanOrEqualTo(400);
    }

    private double measure(TestReporter reporter, String name, GetItemRequest request) {
        run(guarded, request);
        run(unguarded, request);
        long[] nanos = new long[ROUNDS];
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            run(guarded, request);
            long between = THREADS.getCurrentThreadCpuTime();
            long allocatedBetween = THREADS.getCurrentThreadAllocatedBytes();
            run(unguarded, request);
            long plain = THREADS.getCurrentThreadAllocatedBytes() - allocatedBetween;
            nanos[round] = between - before - (THREADS.getCurrentThreadCpuTime() - between);
            bytes = Math.min(bytes, allocatedBetween - allocated - plain);
        }
        Arrays.sort(nanos);
        reporter.publishEntry("bytes a call, " + name, String.valueOf((double) bytes / CALLS));
        reporter.publishEntry("CPU ns a call, " + name, String.valueOf((double) nanos[ROUNDS / 2] / CALLS));
        return (double) bytes / CALLS;
    }

    private static void run(DynamoDbClient client, GetItemRequest request) {
        for (int i = 0; i < CALLS; i++) {
            client.getItem(request);
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
