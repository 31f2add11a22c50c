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

import java.util.Comparator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The place of one region, which stays while the region's client comes and goes.
 *
 * <p>The client is replaced only under the lock of the owner.
 */
final class RegionSlot implements CallTarget {

    /** Subtracts before it compares, since the origin of the nanoseconds is arbitrary. */
    static final Comparator<RegionSlot> BY_LAST_USE =
            (one, other) -> Long.signum(one.lastUsedNanos - other.lastUsedNanos);

    private final Region region;

    private final RegionalDynamoDbClients owner;

    private final LongSupplier ticker;

    private volatile @Nullable LeasedClient current;

    private volatile long lastUsedNanos;

    RegionSlot(Region region, RegionalDynamoDbClients owner, LongSupplier ticker) {
        this.region = region;
        this.owner = owner;
        this.ticker = ticker;
    }

    Region region() {
        return region;
    }

    @Nullable
    LeasedClient current() {
        return current;
    }

    void install(LeasedClient client) {
        touch();
        current = client;
    }

    void retire() {
        LeasedClient retired = current;
        if (retired != null) {
            current = null;
            retired.retire();
        }
    }

    @Override
    public DynamoDbResponse send(DynamoDbOperation operation, DynamoDbRequest request) {
        LeasedClient leased = lease();
        try {
            return operation.send(leased.client(), request);
        } finally {
            giveBack(leased);
        }
    }

    @Override
    public String endpoint() {
        return region.id();
    }

    @Override
    public String serviceName() {
        return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        LeasedClient leased = lease();
        try {
            return leased.client().serviceClientConfiguration();
        } finally {
            giveBack(leased);
        }
    }

    /** Does nothing: the clients belong to the owner. */
    @Override
    public void close() {}

    private LeasedClient lease() {
        LeasedClient leased = current;
        while (leased == null || !leased.acquire()) {
            leased = owner.open(this);
        }
        touch();
        return leased;
    }

    private void giveBack(LeasedClient leased) {
        touch();
        leased.release();
    }

    private void touch() {
        lastUsedNanos = ticker.getAsLong();
    }

    @Override
    public String toString() {
        return "DynamoDbClient of " + region;
    }
}
