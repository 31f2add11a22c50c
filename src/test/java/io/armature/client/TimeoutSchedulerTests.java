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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimeoutSchedulerTests {

    private final TimeoutScheduler scheduler = new TimeoutScheduler();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    /** Fails when the comparison with the end is planted the other way round. */
    @Test
    void scheduleShouldRunEachOnceAndNoneTooSoon() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        long[] ends = new long[50];
        long start = System.nanoTime();
        List<? extends Future<?>> all = IntStream.range(0, ends.length)
                .mapToObj(index -> scheduler.schedule(
                        () -> {
                            ends[index] = System.nanoTime();
                            runs.incrementAndGet();
                        },
                        10L * index,
                        TimeUnit.MILLISECONDS))
                .toList();
        for (Future<?> each : all) {
            each.get();
        }
        for (int index = 0; index < ends.length; index++) {
            assertThat(ends[index] - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10L * index));
        }
        assertThat(runs).hasValue(ends.length);
        assertThat(scheduler.pending()).isZero();
    }

    /** Fails when {@code done} is planted empty. */
    @Test
    void cancelShouldLetItGoAtOnceAndNeverRunIt() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable task = runs::incrementAndGet;
        for (int call = 0; call < 10_000; call++) {
            scheduler.schedule(task, 50, TimeUnit.MILLISECONDS).cancel(false);
        }
        assertThat(scheduler.pending()).isZero();
        scheduler.schedule(() -> {}, 100, TimeUnit.MILLISECONDS).get();
        assertThat(runs).hasValue(0);
    }

    /** Fails when it is planted that looking is not taken up again. */
    @Test
    void scheduleWhenThereWasNothingForAWhileShouldRunAgain() throws Exception {
        for (int time = 0; time < 5; time++) {
            scheduler.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
        }
        assertThat(scheduler.pending()).isZero();
    }

    /** Fails when it is planted that the thread that looks runs it. */
    @Test
    void scheduleWhenOneIsHeldUpOrFailsShouldRunTheOthers() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Future<?> waiting = scheduler.schedule(() -> awaited(released), 1, TimeUnit.MILLISECONDS);
        Future<?> failing = scheduler.schedule(
                () -> {
                    throw new IllegalStateException("planted");
                },
                1,
                TimeUnit.MILLISECONDS);
        scheduler.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failing::get)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(waiting).isNotDone();
        released.countDown();
        waiting.get();
    }

    /** Fails when it is planted that the failure leaves the mark that somebody looks, or what was to be ended. */
    @Test
    void scheduleWhenNoThreadCanBeStartedShouldRefuseAndWorkAgainLater() throws Exception {
        ThreadFactory threads = scheduler.getThreadFactory();
        AtomicInteger runs = new AtomicInteger();
        Runnable task = runs::incrementAndGet;
        scheduler.setThreadFactory(none -> {
            throw new OutOfMemoryError("planted: no thread can be started");
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> scheduler.schedule(task, 1, TimeUnit.MILLISECONDS));
        assertThat(scheduler.pending()).isZero();

        scheduler.setThreadFactory(threads);
        scheduler.schedule(() -> {}, 30, TimeUnit.MILLISECONDS).get();
        assertThat(runs).hasValue(0);
    }

    @Test
    void scheduleWhenManyThreadsDoShouldRunAll() throws Exception {
        int threads = 8;
        int each = 2_000;
        CountDownLatch runs = new CountDownLatch(threads * each);
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(number -> new Thread(() -> {
                    for (int call = 0; call < each; call++) {
                        scheduler.schedule(runs::countDown, call % 7, TimeUnit.MILLISECONDS);
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
