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

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the last moments, so that nobody repeats a call in vain. Bounded by what it takes in memory, since a
 * table can be filled with records that all fail: the oldest is forgotten first. A cache that keeps what is asked for most
 * would refuse to take the newest, and a quarter of the calls about a table full of junk would be made twice.
 *
 * <p>Safe for use by concurrent threads.
 */
final class KeyFailures<K> {

    private static final long MAXIMUM_BYTES = 16L << 20;

    /** An exception with its stack trace, roughly. */
    private static final int BYTES_EACH = 1_024;

    private final Ticker ticker;

    private final ToIntFunction<K> length;

    private final Map<K, Entry<K>> failures = new ConcurrentHashMap<>();

    private final Queue<Entry<K>> oldestFirst = new ConcurrentLinkedQueue<>();

    private final AtomicLong bytes = new AtomicLong();

    /** Creates the memory; {@code length} tells how many bytes an id takes. */
    KeyFailures(Ticker ticker, ToIntFunction<K> length) {
        this.ticker = ticker;
        this.length = length;
    }

    @Nullable
    KeyFailure get(K id) {
        Entry<K> entry = failures.get(id);
        return entry == null || isOver(entry) ? null : entry.failure;
    }

    void put(K id, KeyFailure failure) {
        Entry<K> entry = new Entry<>(id, failure.forMemory(), ticker.read());
        failures.put(id, entry);
        oldestFirst.add(entry);
        bytes.addAndGet(size(entry));
        Entry<K> oldest = oldestFirst.peek();
        while (oldest != null && (bytes.get() > MAXIMUM_BYTES || isOver(oldest))) {
            forgetOldest();
            oldest = oldestFirst.peek();
        }
    }

    void clear() {
        while (!oldestFirst.isEmpty()) {
            forgetOldest();
        }
    }

    int size() {
        return failures.size();
    }

    private void forgetOldest() {
        Entry<K> oldest = oldestFirst.poll();
        if (oldest != null) {
            failures.remove(oldest.id, oldest);
            bytes.addAndGet(-size(oldest));
        }
    }

    private boolean isOver(Entry<K> entry) {
        return ticker.read() - entry.since >= entry.failure.memory().toNanos();
    }

    private int size(Entry<K> entry) {
        return BYTES_EACH + length.applyAsInt(entry.id);
    }

    /** Two of them are never equal, so that a newer failure outlives an older one of the same id. */
    private static final class Entry<K> {

        private final K id;

        private final KeyFailure failure;

        private final long since;

        Entry(K id, KeyFailure failure, long since) {
            this.id = id;
            this.failure = failure;
            this.since = since;
        }
    }
}
