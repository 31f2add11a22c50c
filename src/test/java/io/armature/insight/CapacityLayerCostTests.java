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
package io.armature.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What the insight costs the thread that calls. */
class CapacityLayerCostTests {

    private static final int CALLS = 20_000;

    private static final int ROUNDS = 21;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final GetItemRequest REQUEST = Insights.get("orders", "customer-4711");

    private static final GetItemResponse RESPONSE = GetItemResponse.builder()
            .item(Map.of("id", AttributeValue.fromS("customer-4711"), "name", AttributeValue.fromS("x".repeat(100))))
            .consumedCapacity(ConsumedCapacity.builder()
                    .tableName("orders")
                    .capacityUnits(0.5)
                    .build())
            .build();

    private final TableCatalogue catalogue = new TableCatalogue();

    private final QueryInsight insight = new QueryInsight(InsightSettings.defaults(), catalogue);

    private final CallLayer layer = new CapacityLayer(insight, () -> null, catalogue, 34, name -> false);

    private final DynamoDbClient without = new ClientLayers(List.of()).wrap(new ConstantClient());

    private final DynamoDbClient with = new ClientLayers(List.of(layer)).wrap(new ConstantClient());

    @Test
    void callShouldCostTheCallerLittle(TestReporter reporter) {
        catalogue.register(new TableDescription("orders", "orders", "id", null, null, Set.of()));
        Cost counted = new Cost();
        Cost plain = new Cost();
        for (int round = 0; round < ROUNDS; round++) {
            counted.measure(with, round);
            // What is handed over is counted in between, on the time of nobody who is measured.
            plain.measure(without, round);
        }
        double bytes = counted.bytes() - plain.bytes();
        reporter.publishEntry("bytes a call", String.valueOf(bytes));
        reporter.publishEntry("CPU ns a call", String.valueOf(counted.nanos() - plain.nanos()));
        reporter.publishEntry("uncounted", String.valueOf(insight.uncountedCalls()));

        assertThat(insight.uncountedCalls()).isZero();
        assertThat(bytes).isPositive().isLessThanOrEqualTo(600);
    }

    @Test
    void handingOverShouldTakeNanoseconds(TestReporter reporter) {
        FinishedCall call = new FinishedCall("GetItem", "orders", null, 0, 1, CallEnding.ANSWERED);
        call.keys = List.of(AttributeValue.fromS("k"));
        CallBuffer buffer = new CallBuffer(2, () -> {});
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long spent = 0;
            for (int i = 0; i < 200; i++) {
                long before = THREADS.getCurrentThreadCpuTime();
                for (int offered = 0; offered < 1_000; offered++) {
                    buffer.add(call);
                }
                spent += THREADS.getCurrentThreadCpuTime() - before;
                buffer.drainTo(drained -> {});
            }
            nanos[round] = spent / 200;
        }
        assertThat(buffer.dropped()).isZero();
        double each = median(nanos) / 1_000.0;
        reporter.publishEntry("ns a hand-over", String.valueOf(each));
        // 35 ns on a quiet machine; processors and neighbours differ.
        assertThat(each).isPositive().isLessThan(200);
    }

    private static double median(long[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private final class Cost {

        private final long[] nanos = new long[ROUNDS];

        private long bytes = Long.MAX_VALUE;

        void measure(DynamoDbClient client, int round) {
            long spentNanos = 0;
            long spentBytes = 0;
            // No more at once than the buffer takes.
            for (int done = 0; done < CALLS; done += 1_000) {
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                long before = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < 1_000; i++) {
                    client.getItem(REQUEST);
                }
                spentNanos += THREADS.getCurrentThreadCpuTime() - before;
                spentBytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
                insight.report();
            }
            nanos[round] = spentNanos;
            bytes = Math.min(bytes, spentBytes);
        }

        double nanos() {
            return median(nanos) / CALLS;
        }

        double bytes() {
            return (double) bytes / CALLS;
        }
    }

    private static final class ConstantClient implements DynamoDbClient {

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
