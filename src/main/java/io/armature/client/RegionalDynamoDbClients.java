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
package io.armature.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Clients for any number of regions, of which only so many are open at the same time.
 *
 * <p>A region's client is opened by its first call. When that would be one too many, the least recently used one makes
 * room; it is closed after its running calls are done, and opened anew by its region's next call. Whoever holds a
 * region's client therefore never meets a closed one. Safe for use by concurrent threads; calls take no lock unless
 * they open a client.
 */
public final class RegionalDynamoDbClients implements AutoCloseable {

    private final Function<Region, DynamoDbClient> creator;

    private final ClientLayers layers;

    private final int maxRegions;

    private final LongSupplier ticker;

    private final Map<Region, DynamoDbClient> proxies = new ConcurrentHashMap<>();

    private final Lock lock = new ReentrantLock();

    /** The slots with an open client, guarded by the lock. */
    private final List<RegionSlot> occupied = new ArrayList<>();

    private volatile boolean closed;

    /**
     * Creates the holder of the clients; none is opened yet.
     *
     * @param factory what builds a region's client
     * @param layers what is put around each of them
     * @param maxRegions the most clients to keep open, 1 or more; beyond it only those whose calls are still running
     * @throws IllegalArgumentException if {@code maxRegions} is below 1
     */
    public RegionalDynamoDbClients(DynamoDbClientFactory factory, ClientLayers layers, int maxRegions) {
        this(factory::create, layers, maxRegions, System::nanoTime);
    }

    RegionalDynamoDbClients(
            Function<Region, DynamoDbClient> creator, ClientLayers layers, int maxRegions, LongSupplier ticker) {
        if (maxRegions < 1) {
            throw new IllegalArgumentException("maxRegions must be 1 or more, but is " + maxRegions);
        }
        this.creator = creator;
        this.layers = layers;
        this.maxRegions = maxRegions;
        this.ticker = ticker;
    }

    /**
     * Returns the client of a region, with the layers around it; always the same one for the same region.
     *
     * <p>It may be kept for as long as this object is open. Closing it does nothing, since the connections belong to
     * this object.
     *
     * @param region the region
     * @return the region's client
     * @throws IllegalStateException if this object has been closed
     */
    public DynamoDbClient forRegion(Region region) {
        requireOpen();
        DynamoDbClient known = proxies.get(region);
        return (known != null)
                ? known
                : proxies.computeIfAbsent(region, key -> layers.wrap(new RegionSlot(key, this, ticker)));
    }

    /**
     * Closes all clients, each after its running calls are done, without waiting for them. Later calls fail with an
     * {@link IllegalStateException}.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            occupied.forEach(RegionSlot::retire);
            occupied.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the open client of a slot, which may be retired again before the caller takes its lease. */
    LeasedClient open(RegionSlot slot) {
        lock.lock();
        try {
            requireOpen();
            LeasedClient current = slot.current();
            if (current == null) {
                makeRoom();
                current = new LeasedClient(creator.apply(slot.region()));
                slot.install(current);
                occupied.add(slot);
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        if (occupied.size() >= maxRegions) {
            RegionSlot leastRecentlyUsed = Collections.min(occupied, RegionSlot.BY_LAST_USE);
            occupied.remove(leastRecentlyUsed);
            leastRecentlyUsed.retire();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The DynamoDB clients of all regions have been closed");
        }
    }
}
