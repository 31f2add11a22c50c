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
package io.armature.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientSettings;
import io.armature.client.ClientSettings.RetrySettings;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.WithDynamoDbLocal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** What many callers leave behind when 10,000 calls hang one way or another: nothing. */
@WithDynamoDbLocal
class FaultGrowthTests {

    private static final int CALLERS = 64;

    private static final int CALLS = 10_000;

    /** Fewer than there are callers, so that some of them wait for a connection. */
    private static final int CONNECTIONS = 50;

    private static final int ATTEMPTS = 2;

    private static final int LOOKS_EVERY = 10;

    private static final String LOOK_UPS = "armature-dns-N";

    private static final String CALLER = "caller-";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final ClientSettings SETTINGS = new ClientSettings(
            CONNECTIONS,
            true,
            Duration.ofSeconds(10),
            Duration.ofMillis(25),
            Duration.ofMillis(40),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            new RetrySettings(ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2)),
            false,
            false,
            10);

    private static FaultBench bench;

    private static ExecutorService callers;

    @BeforeAll
    static void start(DynamoDbEndpoint engine) {
        bench = FaultBench.on(engine);
        AtomicInteger number = new AtomicInteger();
        callers = Executors.newFixedThreadPool(CALLERS, task -> new Thread(task, CALLER + number.incrementAndGet()));
    }

    @AfterAll
    static void stop() {
        callers.shutdown();
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HUNG", "SILENT", "NAME_HANGING"})
    void callsWhenAllOfThemHangShouldLeaveNoThreadsTimersOrConnections(MatrixFault fault, TestReporter reporter)
            throws Exception {
        // As the SDK makes it by itself, but within reach.
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(5);
        try (BenchClient client = bench.client(
                SETTINGS,
                Duration.ofSeconds(10),
                builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .scheduledExecutorService(timers)
                        .build()))) {
            fault.happenTo(bench);
            Observed first = observe(client, timers, CALLS / 10);
            Observed all = observe(client, timers, CALLS);
            bench.repair();
            reporter.publishEntry(fault.name(), first + " then " + all);

            assertThat(all.failures()).isEqualTo(CALLS / CALLERS * CALLERS);
            assertThat(all.lookUpThreads()).as("threads for look-ups").isLessThanOrEqualTo(16);
            assertThat(all.otherThreads()).as("other threads").isLessThanOrEqualTo(first.otherThreads());
            // Those of calls that are over stay until their time has come; 30,000 were set.
            assertThat(all.timers()).as("timers").isLessThan(1_000);
            assertThat(all.heapBytes() - first.heapBytes()).as("bytes of heap").isLessThan(2_000_000);
            assertThat(poolAfterOneMoreCall(client)).containsEntry("leased", 1).containsEntry("pending", 0);
            Awaitility.await().until(() -> bench.proxy().openConnections() <= 1);
        } finally {
            bench.repair();
            timers.shutdown();
        }
        assertThat(timers.awaitTermination(1, TimeUnit.SECONDS))
                .as("timers ended")
                .isTrue();
    }

    private static Observed observe(BenchClient client, ScheduledThreadPoolExecutor timers, int calls)
            throws Exception {
        Map<String, Integer> mostThreads = new ConcurrentHashMap<>();
        AtomicInteger mostTimers = new AtomicInteger();
        Callable<Integer> caller = () -> {
            int failures = 0;
            for (int i = 0; i < calls / CALLERS; i++) {
                mostTimers.accumulateAndGet(timers.getQueue().size(), Math::max);
                if (i % LOOKS_EVERY == 0) {
                    threads().forEach((name, number) -> mostThreads.merge(name, number, Math::max));
                }
                failures += isFailing(client) ? 1 : 0;
            }
            assertThat(Thread.interrupted()).as("left interrupted").isFalse();
            return failures;
        };
        int failures = 0;
        for (Future<Integer> ended : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
            failures += ended.get();
        }
        return new Observed(failures, new TreeMap<>(mostThreads), mostTimers.get(), liveHeap());
    }

    /** Keeps no exception: ten thousand of them are what would be seen growing. */
    private static boolean isFailing(BenchClient client) {
        try {
            StoreCall.GET.make(client.client(), bench.table());
            return false;
        } catch (RuntimeException ex) {
            return true;
        }
    }

    /** Returns the number of threads by name, without those of the test itself. */
    private static Map<String, Integer> threads() {
        Predicate<String> ofTest = name -> name.startsWith(CALLER) || name.startsWith(FaultProxy.THREADS);
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(ofTest.negate())
                .collect(Collectors.toMap(name -> name.replaceAll("\\d+", "N"), name -> 1, Integer::sum));
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Map<String, Integer> poolAfterOneMoreCall(BenchClient client) {
        List<MetricCollection> collected = new ArrayList<>();
        client.client()
                .listTables(
                        list -> list.overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(5))
                                .apiCallAttemptTimeout(Duration.ofSeconds(5))
                                .addMetricPublisher(new Collector(collected))));
        MetricCollection http = collected
                .get(0)
                .childrenWithName("ApiCallAttempt")
                .reduce((earlier, later) -> later)
                .flatMap(attempt -> attempt.childrenWithName("HttpClient").findFirst())
                .orElseThrow();
        assertThat(collected.get(0).metricValues(CoreMetric.API_CALL_SUCCESSFUL))
                .containsExactly(true);
        return Map.of(
                "leased", http.metricValues(HttpMetric.LEASED_CONCURRENCY).get(0),
                "pending",
                        http.metricValues(HttpMetric.PENDING_CONCURRENCY_ACQUIRES)
                                .get(0));
    }

    /** The most that were there at the same time, and what is left of the heap at the end. */
    private record Observed(int failures, Map<String, Integer> threads, int timers, long heapBytes) {

        int lookUpThreads() {
            return threads.getOrDefault(LOOK_UPS, 0);
        }

        int otherThreads() {
            return threads.values().stream().mapToInt(Integer::intValue).sum() - lookUpThreads();
        }
    }

    private record Collector(List<MetricCollection> collected) implements MetricPublisher {

        @Override
        public void publish(MetricCollection collection) {
            collected.add(collection);
        }

        @Override
        public void close() {}
    }
}
