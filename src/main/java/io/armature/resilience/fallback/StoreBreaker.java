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
package io.armature.resilience.fallback;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when nobody is to wait for a store any more: when several commands in a row took too long. Nobody's command is a trial. A
 * question of the background finds out when the store is well again, and so does any other command that it answers in time.
 * A failure that comes at once says nothing: it made nobody wait. Safe for use by concurrent threads.
 */
final class StoreBreaker {

    private static final int TOO_LATE_IN_A_ROW = 5;

    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final AtomicInteger inARow = new AtomicInteger();

    private final AtomicLong askedNanos = new AtomicLong();

    boolean isOpen() {
        return inARow.get() >= TOO_LATE_IN_A_ROW;
    }

    void answered() {
        if (inARow.get() != 0) {
            inARow.set(0);
        }
    }

    void tookTooLong(long nowNanos) {
        if (inARow.incrementAndGet() == TOO_LATE_IN_A_ROW) {
            askedNanos.set(nowNanos);
        }
    }

    /** Tells whether the store is to be asked how it is, and says so to one of those who ask this at the same time. */
    boolean isTimeToAsk(long nowNanos) {
        long before = askedNanos.get();
        return isOpen() && nowNanos - before >= PAUSE_NANOS && askedNanos.compareAndSet(before, nowNanos);
    }
}
