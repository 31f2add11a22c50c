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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies in the memory of this instance, for applications without a shared store.
 *
 * <p>It knows only what this instance reads and writes. An instance answers what it has read itself, so one that has just started
 * answers nothing; and an item that <em>another</em> instance wrote or deleted may be answered as it was before, until the copy
 * is older than the longest staleness. What this instance wrote or deleted never comes back older. An application whose
 * instances must not disagree needs a store that they share.
 *
 * <p>Safe for use by concurrent threads. Every stage that it returns has ended.
 */
public final class InProcessFallbackStore implements FallbackStore {

    private static final int LOCKS = 64;

    /** What an entry takes beside its item, roughly. */
    private static final int ENTRY_BYTES = 256;

    private static final long NO_FLOOR = Long.MIN_VALUE;

    private final FallbackSettings settings;

    private final LongSupplier micros;

    private final long lifeMicros;

    private final Cache<StoreKey, StoredCopy> copies;

    private final Cache<StoreKey, Marker> markers;

    private final Map<String, Long> epochs = new ConcurrentHashMap<>();

    /** The highest floor of the markers that had to go for want of space. */
    private final AtomicLong forgottenFloor = new AtomicLong(NO_FLOOR);

    private final Object[] locks = new Object[LOCKS];

    /**
     * Creates an empty store.
     *
     * @param settings how long copies are kept
     * @param maxEntries the copies that are kept, and the markers, 1 or more
     * @param maxBytes the memory that copies may take, in bytes, estimated
     */
    public InProcessFallbackStore(FallbackSettings settings, long maxEntries, long maxBytes) {
        this(settings, maxEntries, maxBytes, steadyClock());
    }

    InProcessFallbackStore(FallbackSettings settings, long maxEntries, long maxBytes, LongSupplier micros) {
        this.settings = settings;
        this.micros = micros;
        Duration protection = settings.quietTime().plus(settings.maxFillAge());
        Duration life = settings.maxStaleness().compareTo(protection) > 0 ? settings.maxStaleness() : protection;
        this.lifeMicros = toMicros(life);
        long leastWeight = Math.max(1, maxBytes / maxEntries);
        this.copies = cache(life)
                .maximumWeight(maxBytes)
                .weigher((StoreKey key, StoredCopy copy) -> (int) Math.max(leastWeight, weight(copy)))
                .build();
        this.markers = cache(life)
                .maximumSize(maxEntries)
                .evictionListener(
                        (@Nullable StoreKey key, @Nullable Marker marker, RemovalCause cause) -> forget(marker, cause))
                .build();
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** Goes on evenly from the time at which it was made, whatever happens to the machine's clock. */
    private static LongSupplier steadyClock() {
        long started = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long startedNanos = System.nanoTime();
        return () -> started + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedNanos);
    }

    private Caffeine<Object, Object> cache(Duration life) {
        return Caffeine.newBuilder()
                .expireAfterWrite(life)
                .ticker(() -> TimeUnit.MICROSECONDS.toNanos(micros.getAsLong()))
                .executor(Runnable::run);
    }

    private static long weight(StoredCopy copy) {
        byte[] item = copy.item();
        return ENTRY_BYTES + (item == null ? 0 : item.length);
    }

    private void forget(@Nullable Marker marker, RemovalCause cause) {
        if (marker != null && cause == RemovalCause.SIZE) {
            forgottenFloor.accumulateAndGet(marker.floor(), Math::max);
        }
    }

    @Override
    public OptionalLong now() {
        return OptionalLong.of(micros.getAsLong());
    }

    @Override
    public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
        synchronized (lockOf(key)) {
            boolean allowed = isAllowed(key, copy);
            if (allowed && copy.item() != null) {
                copies.put(key, copy);
                markers.asMap().computeIfPresent(key, (same, marker) -> marker.withoutToken());
            } else if (allowed) {
                copies.invalidate(key);
                markers.put(key, new Marker(copy.readAtMicros(), copy.readAtMicros(), null));
            }
            return CompletableFuture.completedFuture(allowed);
        }
    }

    private boolean isAllowed(StoreKey key, StoredCopy copy) {
        long readAt = copy.readAtMicros();
        Marker marker = markers.getIfPresent(key);
        if (readAt < forgottenFloor.get()
                || micros.getAsLong() - readAt > toMicros(settings.maxFillAge())
                || marker != null && readAt < marker.floor()) {
            return false;
        }
        StoredCopy present = copies.getIfPresent(key);
        return present == null || present.readAtMicros() <= readAt && !isHigher(present.version(), copy.version());
    }

    private static boolean isHigher(@Nullable Long present, @Nullable Long version) {
        return present != null && version != null && present > version;
    }

    @Override
    public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
        for (StoreKey key : keys) {
            synchronized (lockOf(key)) {
                long now = micros.getAsLong();
                copies.invalidate(key);
                markers.put(key, new Marker(now, raised(key, now), token));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private long raised(StoreKey key, long now) {
        Marker present = markers.getIfPresent(key);
        long floor = now + toMicros(settings.quietTime());
        return present == null ? floor : Math.max(present.floor(), floor);
    }

    @Override
    public CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token) {
        synchronized (lockOf(key)) {
            Marker marker = markers.getIfPresent(key);
            if (marker == null || marker.token() == null || marker.token() != token || copy.item() == null) {
                return CompletableFuture.completedFuture(false);
            }
            copies.put(key, new StoredCopy(marker.at(), copy.version(), copy.item()));
            markers.put(key, new Marker(marker.at(), raised(key, micros.getAsLong()), null));
            return CompletableFuture.completedFuture(true);
        }
    }

    @Override
    public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
        List<Lookup> found = new ArrayList<>(keys.size());
        for (StoreKey key : keys) {
            synchronized (lockOf(key)) {
                found.add(look(key));
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    private Lookup look(StoreKey key) {
        StoredCopy copy = copies.getIfPresent(key);
        if (copy == null) {
            return Lookup.NONE;
        }
        Long epoch = epochs.get(key.table());
        long age = micros.getAsLong() - copy.readAtMicros();
        boolean early = epoch != null && copy.readAtMicros() < epoch + toMicros(settings.quietTime());
        return early || age > lifeMicros ? Lookup.NONE : new Lookup(copy, age);
    }

    @Override
    public CompletionStage<Void> newEpoch(String table) {
        epochs.put(table, micros.getAsLong());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        forgottenFloor.set(Long.MAX_VALUE);
        copies.invalidateAll();
        markers.invalidateAll();
    }

    private Object lockOf(StoreKey key) {
        return locks[(key.hashCode() & Integer.MAX_VALUE) % LOCKS];
    }

    private static long toMicros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /**
     * Says from when on reads are stored; outlives the copies that it lets in, so that one that has to go for want of space does
     * not let in an earlier one.
     *
     * @param at when it was stored
     * @param floor when a read must have begun to be stored
     * @param token who marked, {@code null} once nobody may renew
     */
    private record Marker(long at, long floor, @Nullable Long token) {

        Marker withoutToken() {
            return token == null ? this : new Marker(at, floor, null);
        }
    }
}
