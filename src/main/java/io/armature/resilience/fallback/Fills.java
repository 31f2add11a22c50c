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
import io.armature.client.TableDescription;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores what reads have found. Callers hand it over and go; one thread at a time encodes and sends. What waits, and what is on
 * its way, is bounded.
 */
final class Fills {

    /** Fewer than any store queues, so that fills never crowd out marks. */
    private static final int MAX_ON_THEIR_WAY = 64;

    private static final int MAX_REMEMBERED = 50_000;

    private static final int SAMPLED_ONE_IN = 100;

    private final FallbackTables tables;

    private final StoreCalls store;

    private final Copies copies;

    private final FallbackSettings settings;

    private final FallbackStatistics statistics;

    private final BlockingQueue<FinishedRead> waiting;

    private final AtomicInteger onTheirWay = new AtomicInteger();

    /** What this instance stored for a key of late, as a hash of the item. */
    private final Cache<StoreKey, Integer> recent;

    private int untilSample = SAMPLED_ONE_IN;

    Fills(
            FallbackTables tables,
            StoreCalls store,
            Copies copies,
            FallbackSettings settings,
            FallbackStatistics statistics,
            LongSupplier nanoTime) {
        this.tables = tables;
        this.store = store;
        this.copies = copies;
        this.settings = settings;
        this.statistics = statistics;
        this.waiting = new ArrayBlockingQueue<>(settings.fillQueue());
        this.recent = Caffeine.newBuilder()
                .expireAfterWrite(settings.maxStaleness().dividedBy(4))
                .ticker(nanoTime::getAsLong)
                .maximumSize(MAX_REMEMBERED)
                .build();
    }

    void offer(FinishedRead read) {
        if (!waiting.offer(read)) {
            statistics.add(Event.FILL_DROPPED);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Forgets what was stored for keys that are written, so that they are stored again as soon as they may be. */
    void forget(List<StoreKey> keys) {
        keys.forEach(recent::invalidate);
    }

    /** Sends what waits, as far as the store keeps up, and returns how many reads it took. */
    int drain() {
        int taken = 0;
        while (onTheirWay.get() < MAX_ON_THEIR_WAY) {
            FinishedRead read = waiting.poll();
            if (read == null) {
                break;
            }
            taken++;
            try {
                read.forEach((table, key, item) -> fill(read, table, key, item));
            } catch (RuntimeException ex) {
                statistics.add(Event.FILL_DROPPED);
            }
        }
        return taken;
    }

    private void fill(
            FinishedRead read,
            String tableName,
            Map<String, AttributeValue> key,
            @Nullable Map<String, AttributeValue> item) {
        TableDescription table = tables.find(tableName);
        if (table == null || item != null && !ItemKeys.isOf(key, item)) {
            return;
        }
        StoreKey storeKey = ItemKeys.storeKey(read.endpoint(), tableName, key);
        if (--untilSample == 0) {
            untilSample = SAMPLED_ONE_IN;
            sample(storeKey, key);
        }
        int hash = item == null ? 0 : item.hashCode();
        Integer before = recent.getIfPresent(storeKey);
        if (before == null || before != hash) {
            recent.put(storeKey, hash);
            send(storeKey, encode(table, storeKey, item, read.readAtMicros()));
        }
    }

    private void sample(StoreKey storeKey, Map<String, AttributeValue> key) {
        store.start(target -> target.find(List.of(storeKey)))
                .whenComplete((found, failure) -> statistics.sample(
                        failure == null && found.size() == 1 && copies.usable(storeKey, key, found.get(0), 0) != null));
    }

    StoredCopy encode(
            TableDescription table, StoreKey key, @Nullable Map<String, AttributeValue> item, long readAtMicros) {
        byte[] bytes = item == null ? null : KeylessItems.encode(table, key, item);
        if (bytes != null && bytes.length > settings.maxItemBytes()) {
            statistics.add(Event.FILL_TOO_LARGE);
            bytes = null;
        }
        return new StoredCopy(readAtMicros, item == null ? null : Versions.of(table, item), bytes);
    }

    private void send(StoreKey key, StoredCopy copy) {
        onTheirWay.incrementAndGet();
        CompletableFuture<Boolean> stored = store.start(target -> target.fill(key, copy));
        stored.whenComplete((accepted, failure) -> {
            onTheirWay.decrementAndGet();
            if (failure == null) {
                statistics.add(accepted ? Event.FILL : Event.FILL_REFUSED);
            }
            if (failure != null || !accepted) {
                recent.invalidate(key);
            }
        });
    }
}
