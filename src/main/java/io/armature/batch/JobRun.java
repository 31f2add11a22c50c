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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One job with its threads: the one that reads the source, that of the loop, and those that send.
 */
final class JobRun implements BatchJob {

    private final String name;

    private final QueuedSource source = new QueuedSource();

    private final ThreadTransport transport;

    private final BatchLoop loop;

    private final Tally tally;

    private final ExecutorService senders;

    private final Supplier<BatchReport> report;

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean cancelled;

    private volatile @Nullable BatchReport result;

    private volatile @Nullable RuntimeException failure;

    JobRun(String name, JobParts parts) {
        this.name = name;
        this.senders = parts.senders();
        this.transport = new ThreadTransport(parts.requests(), senders);
        this.tally = parts.tally(this::abort);
        this.loop = new BatchLoop(parts.plan(), source, transport, tally);
        this.report = () -> tally.report(
                cancelled, parts.prices(), parts.reads(), parts.onShare().get());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BatchProgress progress() {
        return tally.progress();
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    @Override
    public void cancel() {
        cancelled = true;
        loop.cancel();
        transport.wake();
    }

    private void abort(String what) {
        loop.cancel();
        transport.wake();
    }

    /**
     * Reads the source to its end and does the job; returns when it has ended.
     *
     * @param items the source, which is closed
     * @param inputs turns what it gives into inputs
     */
    void run(Stream<?> items, BiFunction<Long, Object, Input> inputs) {
        Thread worker = new Thread(loop::run, "armature-batch-" + name);
        worker.setDaemon(true);
        worker.start();
        Reading reading = new Reading();
        try (items) {
            reading.read(items.iterator(), inputs);
        } catch (RuntimeException ex) {
            reading.thrown = reading.thrown == null ? ex : reading.thrown;
        }
        source.end();
        transport.wake();
        boolean interrupted = awaitEnd(worker) || reading.interrupted;
        finish(reading);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                senders.shutdown();
                return interrupted;
            } catch (InterruptedException ex) {
                interrupted = true;
                cancel();
            }
        }
    }

    /** Sums up, now that the loop has ended and its state is this thread's. */
    private void finish(Reading reading) {
        for (Input input = source.poll(); input != null; input = source.poll()) {
            reading.left.add(input);
        }
        reading.left.forEach(input -> tally.failed(input, FailureReason.CANCELLED, 0, null));
        if (reading.thrown != null) {
            tally.abort("source", reading.thrown);
        }
        try {
            result = report.get();
        } catch (BatchAbortedException ex) {
            failure = ex;
        } finally {
            done.countDown();
        }
    }

    @Override
    public BatchReport await() throws InterruptedException {
        done.await();
        return outcome();
    }

    @Override
    public @Nullable BatchReport await(Duration time) throws InterruptedException {
        return done.await(time.toNanos(), TimeUnit.NANOSECONDS) ? outcome() : null;
    }

    void awaitDone(Duration time) throws InterruptedException {
        done.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns what became of a job that has ended. */
    BatchReport outcome() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        BatchReport ended = result;
        if (ended == null) {
            throw new IllegalStateException("Job '" + name + "' has not ended yet");
        }
        return ended;
    }

    /** How far the source was read. Confined to the reading thread. */
    private final class Reading {

        /** What was read and could not be handed over any more. */
        private final List<Input> left = new ArrayList<>(1);

        private @Nullable RuntimeException thrown;

        private boolean interrupted;

        void read(Iterator<?> items, BiFunction<Long, Object, Input> inputs) {
            long position = 0;
            while (!cancelled && items.hasNext()) {
                Input input = inputs.apply(position++, items.next());
                try {
                    if (!source.offer(input)) {
                        left.add(input);
                        return;
                    }
                    transport.wake();
                } catch (InterruptedException ex) {
                    interrupted = true;
                    left.add(input);
                    cancel();
                    return;
                }
            }
        }
    }
}
