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

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Many threads call many more regions than clients are kept for. */
class RegionalDynamoDbClientsStressTests {

    private static final int LIMIT = 10;

    private static final int THREADS = 8;

    private static final int CALLS = 10_000;

    private static final List<Region> REGIONS = IntStream.range(0, 30)
            .mapToObj(number -> Region.of("test-region-" + number))
            .toList();

    private final Queue<WatchedClient> created = new ConcurrentLinkedQueue<>();

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private final AtomicInteger open = new AtomicInteger();

    private final AtomicInteger mostOpen = new AtomicInteger();

    private final RegionalDynamoDbClients clients =
            new RegionalDynamoDbClients(WatchedClient::new, new ClientLayers(List.of()), LIMIT, System::nanoTime);

    @Test
    @Timeout(60)
    void callsWhenConcurrentShouldNeverMeetClosedClientNorLeaveOneOpen() throws Exception {
        runOnAllThreads(random -> {
            for (int call = 0; call < CALLS; call++) {
                clients.forRegion(REGIONS.get(random.nextInt(REGIONS.size()))).getItem(get -> get.tableName("orders"));
            }
        });

        assertThat(violations).isEmpty();
        assertThat(created).as("clients were evicted and opened anew").hasSizeGreaterThan(REGIONS.size());
        assertThat(mostOpen.get()).as("most clients open at a time").isBetween(LIMIT, LIMIT + THREADS);
        assertThat(open.get()).as("open when no call is running").isEqualTo(LIMIT);
        clients.close();
        assertThat(open.get()).isZero();
        assertThat(created).allSatisfy(client -> assertThat(client.closed).hasValue(1));
    }

    @Test
    @Timeout(60)
    void closeWhenCallsAreRunningShouldCloseEachClientOnceAndRefuseTheRest() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        List<DynamoDbClient> held = REGIONS.stream().map(clients::forRegion).toList();
        AtomicInteger calls = new AtomicInteger();

        runOnAllThreads(random -> {
            for (int call = 0; call < CALLS; call++) {
                if (calls.incrementAndGet() == THREADS * CALLS / 2) {
                    clients.close();
                }
                try {
                    held.get(random.nextInt(held.size())).getItem(get -> get.tableName("orders"));
                } catch (IllegalStateException ex) {
                    refused.incrementAndGet();
                }
            }
        });

        assertThat(violations).isEmpty();
        assertThat(refused.get()).isPositive().isLessThanOrEqualTo(THREADS * CALLS / 2 + THREADS);
        assertThat(open.get()).isZero();
        assertThat(created).allSatisfy(client -> assertThat(client.closed).hasValue(1));
    }

    private static void runOnAllThreads(RandomTask task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            ends.add(executor.submit(() -> {
                start.await();
                task.run(random);
                return null;
            }));
        }
        executor.shutdown();
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
    }

    private interface RandomTask {

        void run(Random random);
    }

    private final class WatchedClient implements DynamoDbClient {

        private final AtomicInteger running = new AtomicInteger();

        private final AtomicInteger closed = new AtomicInteger();

        private WatchedClient(Region region) {
            created.add(this);
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            running.incrementAndGet();
            if (closed.get() > 0) {
                violations.add("called when closed");
            }
            Thread.yield();
            if (closed.get() > 0) {
                violations.add("closed during a call");
            }
            running.decrementAndGet();
            return GetItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            if (running.get() > 0) {
                violations.add("closed while calls are running");
            }
            closed.incrementAndGet();
            open.decrementAndGet();
        }
    }
}
