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

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Takes finished calls from the threads that make them to the one that counts them.
 *
 * <p>Each thread has a stripe, which it may share; calls of one thread stay in order. Nobody waits: when a stripe is full,
 * the call is not counted, which is counted. The consumer's end is for one thread at a time.
 */
final class CallBuffer {

    private static final int STRIPE_SIZE = 1_024;

    private static final int MOST_STRIPES = 64;

    /** Knuth's multiplier spreads the numbers of threads, which follow one another, over the stripes. */
    private static final int SPREAD = 0x9E3779B9;

    private final Stripe[] stripes;

    private final int shift;

    private final LongAdder dropped = new LongAdder();

    private final Runnable filling;

    /** Creates a buffer that says when a stripe is half full. */
    CallBuffer(int processors, Runnable filling) {
        int count = Math.min(MOST_STRIPES, Integer.highestOneBit(Math.max(1, processors * 4 - 1)) << 1);
        this.stripes = new Stripe[count];
        for (int i = 0; i < count; i++) {
            stripes[i] = new Stripe();
        }
        this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(count);
        this.filling = filling;
    }

    void add(FinishedCall call) {
        Stripe stripe = stripes[((int) call.thread * SPREAD) >>> shift];
        int size = stripe.offer(call);
        if (size < 0) {
            dropped.increment();
        } else if (size == STRIPE_SIZE / 2) {
            filling.run();
        }
    }

    void drainTo(Consumer<FinishedCall> consumer) {
        for (Stripe stripe : stripes) {
            stripe.drainTo(consumer);
        }
    }

    long dropped() {
        return dropped.sum();
    }

    private static final class Stripe {

        private final AtomicReferenceArray<FinishedCall> calls = new AtomicReferenceArray<>(STRIPE_SIZE);

        private final AtomicLong written = new AtomicLong();

        private volatile long read;

        /** Returns how many calls are waiting now, or -1 if this one found no place. */
        int offer(FinishedCall call) {
            while (true) {
                long position = written.get();
                long waiting = position - read;
                if (waiting >= STRIPE_SIZE) {
                    return -1;
                }
                if (written.compareAndSet(position, position + 1)) {
                    calls.setRelease(slot(position), call);
                    return (int) waiting + 1;
                }
            }
        }

        void drainTo(Consumer<FinishedCall> consumer) {
            long end = written.get();
            for (long position = read; position < end; position++) {
                FinishedCall call = calls.getAcquire(slot(position));
                if (call == null) {
                    return;
                }
                calls.setRelease(slot(position), null);
                read = position + 1;
                consumer.accept(call);
            }
        }

        private static int slot(long position) {
            return (int) position & (STRIPE_SIZE - 1);
        }
    }
}
