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
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of data keys, each until it has a certain age. The cache is one holder of each of its keys: what it
 * drops is overwritten when the last lease is closed. Safe for use by concurrent threads.
 */
final class KeyCache<K> {

    private final Cache<K, DataKey> keys;

    private final Ticker ticker;

    private final long life;

    /**
     * The key that was found last: usually it is asked for again, and what the cache does for a read costs as much as
     * all else that a key at hand costs. A key that was dropped is never found here.
     */
    private volatile @Nullable Found<K> last;

    /** Creates the cache; {@code life} is the age in nanoseconds at which keys are dropped. */
    KeyCache(Ticker ticker, long maximumSize, long life) {
        this.ticker = ticker;
        this.life = life;
        this.keys = Caffeine.newBuilder()
                .ticker(ticker)
                // Dropping a key is quick, and a flush has to be done when it returns.
                .executor(Runnable::run)
                // Without it an idle application would hold its keys past their age.
                .scheduler(Scheduler.systemScheduler())
                .maximumSize(maximumSize)
                .expireAfter(Expiry.writing(
                        (K id, DataKey key) -> Duration.ofNanos(Math.max(0, life - key.age(ticker.read())))))
                .removalListener(KeyCache::release)
                .build();
    }

    /** Returns the key, which may be overwritten at any moment: hold it before it is used. */
    @Nullable
    DataKey get(K id) {
        Found<K> found = last;
        if (found != null && found.id.equals(id) && !found.key.isDropped() && found.key.age(ticker.read()) < life) {
            return found.key;
        }
        DataKey key = keys.getIfPresent(id);
        if (key != null) {
            last = new Found<>(id, key);
        }
        return key;
    }

    /** Keeps a key that the caller holds, in place of the one before. */
    void put(K id, DataKey key) {
        if (key.tryHold()) {
            keys.put(id, key);
        }
    }

    void remove(K id) {
        keys.invalidate(id);
    }

    void clear() {
        keys.invalidateAll();
    }

    long size() {
        keys.cleanUp();
        return keys.estimatedSize();
    }

    private static <K> void release(@Nullable K id, @Nullable DataKey key, RemovalCause cause) {
        if (key != null) {
            key.drop();
        }
    }

    private record Found<K>(K id, DataKey key) {}
}
