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

    /**
     * Returns the defaults.
     *
     * @return the defaults of the format
     */
    public static KeyCacheSettings defaults() {
        return new KeyCacheSettings(
                Duration.ofMinutes(5), Duration.ofMinutes(10), 1L << 24, 1L << 36, 10_000, Duration.ofHours(1));
    }
}
