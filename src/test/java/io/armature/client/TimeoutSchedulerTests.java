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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
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
    void scheduleShouldRunAllAndNoneTooSoon() throws Exception {
        AtomicLongArray ends = new AtomicLongArray(50);
        CountDownLatch ended = new CountDownLatch(ends.length());
        long start = System.nanoTime();
        for (int number = 0; number < ends.length(); number++) {
            int index = number;
            scheduleOnce(10L * index, () -> {
                ends.set(index, System.nanoTime());
                ended.countDown();
            });
        }
        ended.await();
        for (int index = 0; index < ends.length(); index++) {
            assertThat(ends.get(index) - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10L * index));
        }
        assertThat(scheduler.pending()).isZero();
    }

    /** Fails when it is planted that one run is all, or that what was cancelled while it ran comes back for ever. */
    @Test
    void scheduleShouldRunAgainUntilCancelled() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch thrice = new CountDownLatch(3);
        CountDownLatch cancelled = new CountDownLatch(1);
        Future<?> future = scheduler.schedule(
                () -> {
                    runs.incrementAndGet();
                    thrice.countDown();
                    if (thrice.getCount() == 0) {
                        awaited(cancelled);
                    }
                },
                1,
                TimeUnit.MILLISECONDS);
        thrice.await();
        future.cancel(false);
        cancelled.countDown();
        run(100);
        // The look that ended the line above may not be over.
        run(1);
        assertThat(runs).hasValue(3);
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
        run(100);
        assertThat(runs).hasValue(0);
    }

    /** Fails when it is planted that looking is not taken up again. */
    @Test
    void scheduleWhenThereWasNothingForAWhileShouldRunAgain() throws Exception {
        for (int time = 0; time < 5; time++) {
            run(1);
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
        run(20);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failing::get)
                .withCauseInstanceOf(IllegalStateException.class);
        // Were it done, it could not be cancelled.
        assertThat(waiting.cancel(false)).isTrue();
        released.countDown();
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
        run(30);
        assertThat(runs).hasValue(0);
    }

    /** Fails when the failure is planted to end the look. */
    @Test
    void scheduleWhenNoThreadCanBeStartedToEndThemShouldEndThemAllTheSame() throws Exception {
        run(1);
        scheduler.ends().setThreadFactory(none -> {
            throw new OutOfMemoryError("planted: no thread can be started");
        });
        CountDownLatch ended = new CountDownLatch(20);
        for (int call = 0; call < 20; call++) {
            scheduleOnce(1, ended::countDown);
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void scheduleWhenManyThreadsDoShouldRunAll() throws Exception {
        int threads = 8;
        int each = 2_000;
        CountDownLatch ended = new CountDownLatch(threads * each);
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(number -> new Thread(() -> {
                    for (int call = 0; call < each; call++) {
                        scheduleOnce(call % 7, ended::countDown);
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    /** Waits until one has run that is to run after a time. */
    private void run(long millis) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        scheduleOnce(millis, ended::countDown);
        ended.await();
    }

    /** Schedules one that is cancelled by the time it tells of its run. */
    private void scheduleOnce(long millis, Runnable task) {
        CompletableFuture<Future<?>> self = new CompletableFuture<>();
        self.complete(scheduler.schedule(
                () -> {
                    self.join().cancel(false);
                    task.run();
                },
                millis,
                TimeUnit.MILLISECONDS));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
