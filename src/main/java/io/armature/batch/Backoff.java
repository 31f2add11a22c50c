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

import java.util.function.DoubleSupplier;

/** Exponential backoff with full jitter: a random pause up to a bound that doubles with each failure in a row. */
final class Backoff {

    private final long baseNanos;

    private final long maxNanos;

    private final DoubleSupplier random;

    /**
     * Creates the backoff.
     *
     * @param baseNanos the bound after the first failure
     * @param maxNanos the bound that is not exceeded
     * @param random numbers from 0 to below 1
     */
    Backoff(long baseNanos, long maxNanos, DoubleSupplier random) {
        this.baseNanos = baseNanos;
        this.maxNanos = maxNanos;
        this.random = random;
    }

    long nanos(int failures) {
        int doublings = Math.min(failures - 1, Long.numberOfLeadingZeros(baseNanos) - 2);
        long bound = Math.min(maxNanos, baseNanos << doublings);
        return 1 + (long) (random.getAsDouble() * bound);
    }
}
