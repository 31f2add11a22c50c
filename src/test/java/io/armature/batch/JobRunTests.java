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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armature.client.UnitPrices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The threads of a job: that it ends whatever its source, sink and listeners do, and that each input ends exactly once. */
@Timeout(60)
class JobRunTests {

    private final BitSet written = new BitSet();

    private final BitSet failed = new BitSet();

    private final AtomicLong doubled = new AtomicLong();

    private final AtomicLong ended = new AtomicLong();

    @Test
    void cancelWhenAtAnyMomentShouldEndEachInputOnce() throws InterruptedException {
        Random random = new Random(8);
        for (int round = 0; round < 1_000; round++) {
            written.clear();
            failed.clear();
            AtomicLong given = new AtomicLong();
            int spins = random.nextInt(3_000);
            int atMost = random.nextInt(3) == 0 ? random.nextInt(500) : Integer.MAX_VALUE;
            JobRun job = job(options().build(), this::partly);
            job.start(items(atMost).peek(item -> given.incrementAndGet()), JobRunTests::input);
            for (int spin = 0; spin < spins; spin++) {
                Thread.onSpinWait();
            }
            job.cancel();
            BatchReport report = job.await();
            assertThat(report.read()).as("round %d", round).isEqualTo(given.get());
            assertThat(report.succeeded()).isEqualTo(written.cardinality());
            assertThat(report.failed()).isEqualTo(failed.cardinality());
            assertThat(written.intersects(failed)).as("round %d", round).isFalse();
            assertThat(doubled).hasValue(0);
        }
        assertThat(ended).hasValue(1_000);
    }

    @Test
    void cancelWhenSourceBlocksShouldEndIt() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        JobRun job = job(options().build(), this::done);
        job.start(
                items(40)
                        .peek(item -> {
                            if (item == 30) {
                                blocked.countDown();
                                LockSupport.park();
                                interrupted.set(Thread.currentThread().isInterrupted());
                                throw new IllegalStateException("interrupted");
                            }
                        })
                        .onClose(() -> closed.set(true)),
                JobRunTests::input);
        blocked.await();
        job.cancel();
        BatchReport report = job.await();
        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.CANCELLED);
        assertThat(report.read()).isEqualTo(30);
        assertThat(interrupted).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void cancelWhenSourceNeverReturnsShouldReportWithoutIt() throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        JobRun job = job(options().build(), this::done);
        job.start(
                items(40).peek(item -> {
                    if (item == 30) {
                        blocked.countDown();
                        awaitDeafly(forever);
                    }
                }),
                JobRunTests::input);
        blocked.await();
        job.cancel();
        assertThat(job.await().read()).isEqualTo(30);
        forever.countDown();
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    @Test
    void runWhenThreadIsInterruptedShouldCancelAndStayInterrupted() {
        JobRun job = job(options().build(), this::done);
        job.run(
                items(Integer.MAX_VALUE).peek(item -> {
                    if (item == 1_000) {
                        Thread.currentThread().interrupt();
                    }
                }),
                JobRunTests::input);
        assertThat(Thread.interrupted()).isTrue();
        BatchReport report = job.outcome();
        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.CANCELLED);
        assertThat(report.read()).isEqualTo(1_001);
    }

    @Test
    void runWhenSourceIsEmptyShouldSendNothing() {
        JobRun job = job(options().build(), shipment -> {
            throw new AssertionError("Nothing is to be sent");
        });
        job.run(Stream.of(), JobRunTests::input);
        assertThat(job.outcome().outcome()).isEqualTo(BatchReport.Outcome.COMPLETED);
        assertThat(job.outcome().read()).isZero();
    }

    @Test
    void runWhenSourceThrowsAnErrorShouldFinishWhatCameBefore() {
        JobRun job = job(options().build(), this::done);
        job.run(
                items(100).peek(item -> {
                    if (item == 60) {
                        throw new StackOverflowError();
                    }
                }),
                JobRunTests::input);
        assertThatThrownBy(job::outcome)
                .isInstanceOfSatisfying(
                        BatchAbortedException.class,
                        ex -> assertThat(ex.report().succeeded()).isEqualTo(60))
                .hasMessageContaining("source")
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(ended).hasValue(1);
    }

    @Test
    void runWhenSinkThrowsShouldEndAndSayWhatIsAtFault() {
        AtomicLong told = new AtomicLong();
        JobRun job = job(
                BatchOptions.builder()
                        .failures(failure -> {
                            told.incrementAndGet();
                            throw new AssertionError("disk full");
                        })
                        .build(),
                shipment -> Answer.failed(shipment, null, new IllegalArgumentException("bad")));
        job.run(items(Integer.MAX_VALUE), JobRunTests::input);
        assertThatThrownBy(job::outcome)
                .isInstanceOf(BatchAbortedException.class)
                .hasMessageContaining("failure sink")
                .hasRootCauseMessage("disk full");
        assertThat(told).hasValue(1);
    }

    @Test
    void runWhenProgressListenerThrowsShouldEnd() {
        JobRun job = job(
                BatchOptions.builder()
                        .progress(progress -> {
                            throw new IllegalStateException("no terminal");
                        })
                        .build(),
                this::done);
        job.run(items(Integer.MAX_VALUE), JobRunTests::input);
        assertThatThrownBy(job::outcome)
                .hasMessageContaining("progress listener")
                .hasRootCauseMessage("no terminal");
    }

    @Test
    void runWhenRequestEndsInAnErrorShouldFailItsItems() {
        JobRun job = job(options().build(), shipment -> {
            throw new OutOfMemoryError("planted");
        });
        job.run(items(30), JobRunTests::input);
        assertThat(job.outcome().failed()).isEqualTo(30);
        assertThat(job.outcome().failures().get(0).message()).contains("planted");
    }

    @Test
    void cancelWhenRequestsNeverEndShouldInterruptThem() throws InterruptedException {
        CountDownLatch sent = new CountDownLatch(1);
        JobRun job = job(options().build(), shipment -> {
            sent.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                return Answer.failed(shipment, null, new IllegalStateException("interrupted"));
            }
            return Answer.done(shipment, Set.of(), null);
        });
        job.start(items(Integer.MAX_VALUE), JobRunTests::input);
        sent.await();
        job.cancel();
        assertThat(job.await(Duration.ofMillis(100))).isNull();
        BatchReport report = job.await();
        assertThat(report.succeeded()).isZero();
        assertThat(report.failed()).isEqualTo(failed.cardinality());
    }

    @Test
    void runWhenSourceIsEndlessShouldHoldABoundedNumberInMemory() throws InterruptedException {
        AtomicLong given = new AtomicLong();
        CountDownLatch release = new CountDownLatch(1);
        JobRun job = job(options().build(), shipment -> {
            try {
                release.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            return Answer.done(shipment, Set.of(), null);
        });
        // 1 MB each: far fewer than the items that are allowed.
        job.start(
                items(Integer.MAX_VALUE).peek(item -> given.incrementAndGet()),
                (position, origin) -> input(position, origin, 1_024 * 1_024));
        long before;
        do {
            before = given.get();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        } while (before == 0 || given.get() != before);
        assertThat(given.get()).isBetween(64L, 64L + 2 * 8 + 2);
        job.cancel();
        release.countDown();
        assertThat(job.await().read()).isEqualTo(given.get());
    }

    @Test
    void runWhenSourceIsSlowShouldSendWhatThereIs() {
        List<Integer> sizes = new ArrayList<>();
        JobRun job = job(options().build(), shipment -> {
            synchronized (sizes) {
                sizes.add(shipment.works().size());
            }
            return done(shipment);
        });
        Iterator<Long> slow = new Iterator<>() {

            private long next;

            @Override
            public boolean hasNext() {
                return next < 7;
            }

            @Override
            public Long next() {
                while (written.cardinality() < next) {
                    LockSupport.parkNanos(1_000_000);
                }
                return next++;
            }
        };
        job.run(Stream.generate(() -> 0).takeWhile(n -> slow.hasNext()).map(n -> slow.next()), JobRunTests::input);
        assertThat(job.outcome().succeeded()).isEqualTo(7);
        assertThat(sizes).hasSize(7);
    }

    private static Stream<Long> items(int count) {
        return LongStream.range(0, count).boxed();
    }

    private static Input input(long position, Object origin) {
        return input(position, origin, 10);
    }

    private static Input input(long position, Object origin, long size) {
        AttributeValue key = AttributeValue.fromN(String.valueOf(origin));
        Map<String, AttributeValue> item = Map.of("id", key);
        return position % 100 == 99
                ? new RejectedInput(
                        position, origin, "table", FailureReason.INVALID, new IllegalArgumentException("odd"))
                : new WorkItem(position, origin, "table", key, item, new Operation.Put(item), size);
    }

    private BatchOptions.Builder options() {
        return BatchOptions.builder().failures(failure -> {
            synchronized (written) {
                if (failed.get((int) failure.position())) {
                    doubled.incrementAndGet();
                }
                failed.set((int) failure.position());
            }
        });
    }

    private Answer done(Shipment shipment) {
        return done(shipment, Set.of());
    }

    private Answer done(Shipment shipment, Set<Work> left) {
        synchronized (written) {
            shipment.works().stream()
                    .filter(work -> !left.contains(work))
                    .forEach(work -> work.forEachItem(item -> {
                        if (written.get((int) item.position())) {
                            doubled.incrementAndGet();
                        }
                        written.set((int) item.position());
                    }));
        }
        return Answer.done(shipment, left, null);
    }

    private Answer partly(Shipment shipment) {
        int size = shipment.works().size();
        return done(shipment, size % 7 == 3 ? Set.copyOf(shipment.works().subList(0, 2)) : Set.of());
    }

    private JobRun job(BatchOptions options, Function<Shipment, Answer> requests) {
        BatchSettings settings = BatchSettings.defaults();
        Plan plan = new Plan(
                25,
                4,
                10,
                1_000,
                64 * 1_024 * 1_024,
                Duration.ofMillis(1).toNanos(),
                Duration.ofSeconds(1).toNanos(),
                options.duplicates(),
                false,
                true,
                table -> RateLimit.unlimited(),
                new Backoff(1_000, 10_000, () -> 0.5));
        return new JobRun(new JobParts(
                "test",
                options,
                plan,
                requests,
                Executors.newFixedThreadPool(settings.concurrency()),
                BatchStatistics.NONE,
                UnitPrices.defaults(),
                (item, found) -> {},
                false,
                () -> Duration.ZERO,
                job -> ended.incrementAndGet()));
    }

    /** The reader's thread and the loop's hand over any number of inputs without losing one or their order. */
    @Test
    void pollWhenReaderIsFastShouldKeepTheOrder() throws InterruptedException {
        QueuedSource source = new QueuedSource(() -> {});
        Thread reader = new Thread(() -> {
            try {
                for (int n = 0; n < 200_000; n++) {
                    source.offer(input(n, n));
                }
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            source.end();
        });
        reader.start();
        List<Long> positions = new ArrayList<>();
        while (!source.isExhausted()) {
            Input next = source.poll();
            if (next != null) {
                positions.add(next.position());
            }
        }
        reader.join();
        assertThat(positions)
                .isEqualTo(IntStream.range(0, 200_000).mapToObj(Long::valueOf).toList());
    }
}
