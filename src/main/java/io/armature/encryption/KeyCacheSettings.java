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
package io.armature.encryption;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Limits of the data keys that are kept. The defaults are those of the format.
 *
 * @param maxAge how long a data key encrypts; 5 minutes
 * @param grace how much longer it does when the key service is away; 10 minutes, 0 for not at all
 * @param maxValues how many values a data key encrypts; 2^24, at most 2^32
 * @param maxBytes how many bytes a data key encrypts; 2^36, which is also the most
 * @param maxUnwrappedKeys how many unwrapped keys are kept for reading; 10,000
 * @param unwrappedMaxAge how long an unwrapped key is kept, and a revoked permission goes unnoticed; 1 hour, also the most
 */
public record KeyCacheSettings(
        Duration maxAge,
        Duration grace,
        long maxValues,
        long maxBytes,
        int maxUnwrappedKeys,
        Duration unwrappedMaxAge) {

    private static final long MOST_VALUES = 1L << 32;

    private static final long MOST_BYTES = 1L << 36;

    private static final Duration LONGEST_UNWRAPPED = Duration.ofHours(1);

    /** Far beyond every use, and no sum of two of them overflows. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 8;

    /**
     * Checks the limits.
     *
     * @param maxAge how long a data key encrypts, more than nothing
     * @param grace how much longer it does when the key service is away, 0 or more
     * @param maxValues how many values a data key encrypts, 1 to 2^32
     * @param maxBytes how many bytes a data key encrypts, 1 to 2^36
     * @param maxUnwrappedKeys how many unwrapped keys are kept for reading, 0 or more
     * @param unwrappedMaxAge how long an unwrapped key is kept, more than nothing and 1 hour at the most
     * @throws IllegalArgumentException if one is out of bounds
     */
    public KeyCacheSettings {
        check(maxAge.compareTo(Duration.ZERO) > 0, "maxAge", maxAge, "more than 0");
        check(!grace.isNegative(), "grace", grace, "0 or more");
        check(maxValues >= 1 && maxValues <= MOST_VALUES, "maxValues", maxValues, "1 to 2^32");
        check(maxBytes >= 1 && maxBytes <= MOST_BYTES, "maxBytes", maxBytes, "1 to 2^36");
        check(maxUnwrappedKeys >= 0, "maxUnwrappedKeys", maxUnwrappedKeys, "0 or more");
        check(
                unwrappedMaxAge.compareTo(Duration.ZERO) > 0 && unwrappedMaxAge.compareTo(LONGEST_UNWRAPPED) <= 0,
                "unwrappedMaxAge",
                unwrappedMaxAge,
                "more than 0 and 1 hour at the most");
    }

    /**
     * Returns the defaults.
     *
     * @return the defaults of the format
     */
    public static KeyCacheSettings defaults() {
        return new KeyCacheSettings(
                Duration.ofMinutes(5), Duration.ofMinutes(10), 1L << 24, 1L << 36, 10_000, Duration.ofHours(1));
    }

    long maxAgeNanos() {
        return nanos(maxAge);
    }

    long graceNanos() {
        return nanos(grace);
    }

    long unwrappedMaxAgeNanos() {
        return nanos(unwrappedMaxAge);
    }

    private static long nanos(Duration duration) {
        return Math.min(TimeUnit.NANOSECONDS.convert(duration), LONGEST_NANOS);
    }

    private static void check(boolean condition, String name, Object value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException("%s is %s; allowed is %s".formatted(name, value, allowed));
        }
    }
}
