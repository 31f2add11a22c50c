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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the last moments, so that nobody repeats a call in vain. Bounded by what it takes in memory, since a
 * table can be filled with records that all fail. Safe for use by concurrent threads.
 */
final class KeyFailures<K> {

    private static final long MAXIMUM_BYTES = 16L << 20;

    /** An exception with its stack trace, roughly. */
    private static final int BYTES_EACH = 1_024;

    private final Cache<K, KeyFailure> failures;

    /** Creates the memory; {@code length} tells how many bytes an id takes. */
    KeyFailures(Ticker ticker, ToIntFunction<K> length) {
        this.failures = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .maximumWeight(MAXIMUM_BYTES)
                .weigher((K id, KeyFailure failure) -> BYTES_EACH + length.applyAsInt(id))
                .expireAfter(Expiry.writing((K id, KeyFailure failure) -> failure.memory()))
                .build();
    }

    @Nullable
    KeyFailure get(K id) {
        return failures.getIfPresent(id);
    }

    void put(K id, KeyFailure failure) {
        failures.put(id, failure.forMemory());
    }

    void clear() {
        failures.invalidateAll();
    }
}
