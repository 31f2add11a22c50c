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

import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source of a job and hands over what it gives. What {@link #left} and {@link #thrown} return is to be asked for after
 * {@link #awaitEnd} has returned {@code true}.
 */
final class SourceReading {

    private final QueuedSource queue;

    private final BooleanSupplier cancelled;

    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile @Nullable Thread reader;

    private @Nullable Input left;

    private @Nullable Throwable thrown;

    SourceReading(QueuedSource queue, BooleanSupplier cancelled) {
        this.queue = queue;
        this.cancelled = cancelled;
    }

    /**
     * Reads until the source or the job ends, and closes the source.
     *
     * @return whether the thread was interrupted
     */
    boolean read(Stream<?> items, Inputs inputs) {
        reader = Thread.currentThread();
        boolean interrupted = false;
        try (items) {
            read(items.iterator(), inputs);
        } catch (InterruptedException ex) {
            interrupted = true;
        } catch (RuntimeException | Error ex) {
            // A source that is interrupted because the job has been cancelled may say so, and that is no failure of its
            // own.
            thrown = cancelled.getAsBoolean() ? null : ex;
        } finally {
            reader = null;
            ended.countDown();
            queue.end();
        }
        return interrupted;
    }

    private void read(Iterator<?> items, Inputs inputs) throws InterruptedException {
        long position = 0;
        while (!cancelled.getAsBoolean() && items.hasNext()) {
            left = inputs.of(position++, items.next());
            if (!queue.offer(left)) {
                return;
            }
            left = null;
        }
    }

    void interrupt() {
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for the end of the source, which may never come if it does not notice that the job has ended. */
    boolean awaitEnd(long nanos) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + nanos;
        try {
            while (true) {
                try {
                    return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException ex) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns what was read and could not be handed over any more. */
    @Nullable
    Input left() {
        return left;
    }

    /** Returns what the source threw. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }
}
