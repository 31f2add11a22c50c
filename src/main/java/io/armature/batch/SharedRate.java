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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A rate that several threads share, which wait for it. Safe for use by concurrent threads. */
public final class SharedRate {

    private final RateLimit limit;

    private final Lock lock = new ReentrantLock(true);

    /**
     * Creates the rate.
     *
     * @param rate counted as the callers count; one that adapts is none here
     * @throws IllegalArgumentException if the rate is to adapt
     */
    public SharedRate(BatchRate rate) {
        if (rate instanceof BatchRate.Adaptive) {
            throw new IllegalArgumentException("A rate that adapts has no number that threads could share; name one");
        }
        this.limit = RateLimits.fixed(rate);
    }

    /**
     * Waits until units may be used, and takes them. Threads have their turn in the order in which they came.
     *
     * @param units what is expected to be used, more than 0
     * @throws InterruptedException if the thread is interrupted; nothing was taken then
     */
    public void acquire(double units) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long nanos = reserve(units); nanos > 0; nanos = reserve(units)) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private long reserve(double units) {
        synchronized (limit) {
            return limit.reserve(units, System.nanoTime());
        }
    }

    /**
     * Corrects what was taken.
     *
     * @param expected the units that were taken
     * @param used the units that DynamoDB charged
     */
    public void settle(double expected, double used) {
        synchronized (limit) {
            limit.settle(expected, used);
        }
    }

    /**
     * Returns the bound.
     *
     * @return units per second, infinite for none
     */
    public double unitsPerSecond() {
        return limit.unitsPerSecond();
    }
}
