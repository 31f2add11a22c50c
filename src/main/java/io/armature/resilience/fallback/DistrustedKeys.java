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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were written without the store's acknowledgement: what the store has of them may be older than what was written, for
 * as long as a copy lives. Safe for use by concurrent threads.
 */
final class DistrustedKeys {

    private static final int MAX_KEYS = 10_000;

    private final FallbackStatistics statistics;

    private final Cache<StoreKey, Boolean> keys;

    private final Cache<String, Boolean> tables;

    DistrustedKeys(FallbackSettings settings, FallbackStatistics statistics, LongSupplier nanoTime) {
        this.statistics = statistics;
        // A read that saw the item before may have begun within the quiet time after the write.
        Duration life = settings.maxStaleness().plus(settings.quietTime());
        this.tables = Caffeine.newBuilder()
                .expireAfterWrite(life)
                .ticker(nanoTime::getAsLong)
                .build();
        this.keys = Caffeine.newBuilder()
                .expireAfterWrite(life)
                .ticker(nanoTime::getAsLong)
                .maximumSize(MAX_KEYS)
                .executor(Runnable::run)
                .evictionListener(
                        (@Nullable StoreKey key, @Nullable Boolean value, RemovalCause cause) -> forget(key, cause))
                .build();
    }

    private void forget(@Nullable StoreKey key, RemovalCause cause) {
        if (key != null && cause == RemovalCause.SIZE) {
            addTable(key.table());
        }
    }

    void add(List<StoreKey> written) {
        statistics.add(Event.UNACKNOWLEDGED_KEY, written.size());
        written.forEach(key -> keys.put(key, true));
    }

    void addTable(String table) {
        statistics.add(Event.UNACKNOWLEDGED_TABLE);
        tables.put(table, true);
    }

    boolean contains(StoreKey key) {
        return keys.getIfPresent(key) != null || tables.getIfPresent(key.table()) != null;
    }
}
