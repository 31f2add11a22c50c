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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One job with its threads: the one that reads the source, that of the loop, and those that send. The loop's thread ends it, so that a
 * source that blocks for ever does not keep anybody from the report.
 */
final class JobRun implements BatchJob {

    /** Time for requests that are on their way when the job is cancelled; most end in a fraction of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Time for a source to notice an interruption. */
    private static final long SOURCE_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final JobParts parts;

    private final ThreadTransport transport;

    private final QueuedSource source;

    private final SourceReading reading;

    private final BatchLoop loop;

    private final Tally tally;

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean cancelled;

    private volatile boolean ownReader;

    private volatile @Nullable BatchReport result;

    private volatile @Nullable RuntimeException failure;

    JobRun(JobParts parts) {
        this.parts = parts;
        this.transport = new ThreadTransport(parts.requests(), parts.senders(), PATIENCE);
        this.source = new QueuedSource(transport::wake);
        this.reading = new SourceReading(source, () -> cancelled);
        this.tally = parts.tally(this::stop);
        this.loop = new BatchLoop(parts.plan(), source, transport, tally);
    }

    @Override
    public String name() {
        return parts.name();
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
        stop();
    }

    private void stop() {
        loop.cancel();
        transport.hurry();
    }

    /** Reads the source on this thread, and returns when the job has ended. */
    void run(Stream<?> items, Inputs inputs) {
        begin();
        boolean interrupted = reading.read(items, inputs);
        if (interrupted) {
            cancel();
        }
        while (!isDone()) {
            try {
                done.await();
            } catch (InterruptedException ex) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the source on a thread of the job's own. */
    void start(Stream<?> items, Inputs inputs) {
        ownReader = true;
        begin();
        thread(() -> reading.read(items, inputs), "armature-batch-" + name() + "-source");
    }

    private void begin() {
        thread(this::work, "armature-batch-" + name());
    }

    private static void thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            loop.run();
        } catch (RuntimeException | Error ex) {
            tally.abort("loop", ex);
        }
        source.stop();
        parts.senders().shutdown();
        if (ownReader) {
            reading.interrupt();
        }
        finish(reading.awaitEnd(SOURCE_PATIENCE_NANOS));
    }

    private void finish(boolean read) {
        for (Input input = source.poll(); input != null; input = source.poll()) {
            tally.failed(input, FailureReason.CANCELLED, 0, null);
        }
        Input left = read ? reading.left() : null;
        if (left != null) {
            tally.failed(left, FailureReason.CANCELLED, 0, null);
        }
        Throwable thrown = read ? reading.thrown() : null;
        if (thrown != null) {
            tally.abort("source", thrown);
        }
        try {
            result = tally.report(
                    cancelled, parts.prices(), parts.reads(), parts.onShare().get());
        } catch (BatchAbortedException ex) {
            failure = ex;
        } finally {
            parts.ended().accept(this);
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
        return awaitDone(time) ? outcome() : null;
    }

    boolean awaitDone(Duration time) throws InterruptedException {
        return done.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns what became of a job that has ended. */
    BatchReport outcome() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        BatchReport ended = result;
        if (ended == null) {
            throw new IllegalStateException("Job '" + name() + "' has not ended yet");
        }
        return ended;
    }
}
