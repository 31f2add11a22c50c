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
import io.armature.client.MisconfigurationException;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.KeyUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that encrypt, one for each scope. A key is renewed ahead of its end; when the key service is away it goes on
 * for the grace. Safe for use by concurrent threads; whoever finds a key waits for nobody.
 */
final class EncryptionKeys implements KeySource<Scope> {

    /** As many tenants' tables as are written to at the same time; each key takes about 2 KB. */
    static final int MAXIMUM_SCOPES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EncryptionKeys.class);

    private final KeyService service;

    private final KeyCacheSettings settings;

    private final EncryptionStatistics statistics;

    private final Ticker ticker;

    private final KeyHealth health;

    private final KeyOutage outage;

    private final KeyCache<Scope> keys;

    private final KeyFailures<Scope> failures;

    private final KeyFlights<Scope> flights;

    private final long maxAge;

    private final long maxAgeInGrace;

    private final long renewalAge;

    private volatile @Nullable Scope lastFailed;

    EncryptionKeys(
            KeyService service,
            KeyCacheSettings settings,
            EncryptionStatistics statistics,
            KeyEnvironment environment) {
        this.service = service;
        this.settings = settings;
        this.statistics = statistics;
        this.ticker = environment.ticker();
        this.maxAge = settings.maxAgeNanos();
        this.maxAgeInGrace = maxAge + settings.graceNanos();
        this.renewalAge = maxAge - maxAge / 5;
        this.health = new KeyHealth(environment);
        this.outage = new KeyOutage(ticker);
        this.keys = new KeyCache<>(ticker, MAXIMUM_SCOPES, maxAgeInGrace);
        this.failures = new KeyFailures<>(ticker, scope -> 0);
        this.flights = new KeyFlights<>(environment, this);
    }

    /**
     * Returns the key of a scope.
     *
     * @throws KeyUnavailableException if there is none
     * @throws MisconfigurationException if no key may encrypt so much
     */
    KeyLease lease(Scope scope, int values, long bytes) {
        DataKey key = keys.get(scope);
        KeyLease lease = key == null ? null : atHand(scope, key, values, bytes);
        if (lease != null) {
            statistics.count(Event.ENCRYPTION_KEY_HIT);
            return lease;
        }
        checkSize(values, bytes);
        statistics.count(Event.ENCRYPTION_KEY_MISS);
        while (lease == null) {
            // What has been found wanting is passed on: another key that came meanwhile does as well as a new one.
            lease = await(scope, key, values, bytes);
            if (lease == null) {
                key = keys.get(scope);
                lease = key == null ? null : atHand(scope, key, values, bytes);
            }
        }
        return lease;
    }

    long size() {
        return keys.size();
    }

    KeyState state() {
        return health.state();
    }

    /** Asks again in the background for what failed last, so that health recovers without traffic. */
    void recheck() {
        Scope scope = lastFailed;
        if (scope != null) {
            renew(scope, keys.get(scope));
        }
    }

    void flush() {
        flights.flush();
    }

    void close() {
        flights.close();
    }

    @Override
    public @Nullable DataKey held(Scope scope) {
        return keys.get(scope);
    }

    @Override
    public @Nullable KeyFailure remembered(Scope scope) {
        return failures.get(scope);
    }

    @Override
    public String wrappingKey(Scope scope) {
        return "(the key that encrypts)";
    }

    @Override
    public DataKey fetch(Scope scope) {
        return service.generate(scope);
    }

    @Override
    public void keep(Scope scope, DataKey key) {
        keys.put(scope, key);
        outage.serviceAnswered();
        lastFailed = null;
        if (health.succeeded()) {
            LOG.info("Data keys for encrypting can be had again");
        }
    }

    @Override
    public void remember(Scope scope, KeyFailure failure) {
        failures.put(scope, failure);
        if (failure.endsKey()) {
            keys.remove(scope);
        }
        if (failure.isPassing()) {
            outage.serviceWasAway();
        } else if (failure.reason() != null) {
            outage.serviceAnswered();
        }
        boolean confined = isConfined(scope, failure);
        lastFailed = scope;
        DataKey key = keys.get(scope);
        long fresh = key == null ? 0 : maxAge - key.age(ticker.read());
        if (confined) {
            fresh = KeyHealth.FOR_EVER;
        }
        long grace = key != null && failure.isPassing() ? fresh + settings.graceNanos() : 0;
        // Without a key the caller gets the exception.
        if (health.failed(failure, fresh, grace) && key != null) {
            LOG.warn("A data key of table '{}' cannot be renewed ({})", scope.table(), failure.message());
        }
    }

    /**
     * Tells whether a failure says nothing of other tenants: permissions can depend on the tenant in a key's context. When
     * a second one is denied without a success between, it is no longer taken for that.
     */
    private boolean isConfined(Scope scope, KeyFailure failure) {
        Scope before = lastFailed;
        return failure.reason() == KeyUnavailableException.Reason.ACCESS_DENIED
                && !scope.tenant().isEmpty()
                && (before == null || before.tenant().equals(scope.tenant()))
                && keys.size() > 0;
    }

    @Override
    public void clear() {
        keys.clear();
        failures.clear();
        lastFailed = null;
        health.reset();
    }

    private @Nullable KeyLease atHand(Scope scope, DataKey key, int values, long bytes) {
        long age = key.age(ticker.read());
        KeyLease lease = age < maxAge ? key.lease(values, bytes) : null;
        if (lease == null) {
            lease = serviceIsAway(scope) ? inGrace(key, values, bytes) : null;
        }
        if (lease != null && (age >= renewalAge || key.budget().isNearlyUsed())) {
            renew(scope, key);
        }
        return lease;
    }

    private boolean serviceIsAway(Scope scope) {
        KeyFailure failure = failures.get(scope);
        return failure != null && failure.isPassing() || outage.isKnown(flights.isUnderWay(scope));
    }

    private @Nullable KeyLease await(Scope scope, @Nullable DataKey seen, int values, long bytes) {
        KeyFailure failure = failures.get(scope);
        if (failure != null) {
            throw failure.unavailable();
        }
        KeyFlight flight = flights.join(scope, seen);
        try {
            return flights.await(scope, flight) ? landed(flight, seen, values, bytes) : null;
        } finally {
            flight.leave();
        }
    }

    private @Nullable KeyLease landed(KeyFlight flight, @Nullable DataKey old, int values, long bytes) {
        KeyFailure failure = flight.failure();
        if (failure == null) {
            return young(flight.key(), values, bytes);
        }
        KeyLease lease = failure.isPassing() ? inGrace(old, values, bytes) : null;
        if (lease == null) {
            throw failure.unavailable();
        }
        return lease;
    }

    private @Nullable KeyLease young(@Nullable DataKey key, int values, long bytes) {
        return key != null && key.age(ticker.read()) < maxAge ? key.lease(values, bytes) : null;
    }

    private @Nullable KeyLease inGrace(@Nullable DataKey key, int values, long bytes) {
        if (key == null || key.age(ticker.read()) >= maxAgeInGrace) {
            return null;
        }
        KeyLease lease = key.lease(values, bytes);
        if (lease != null) {
            statistics.count(Event.USED_IN_GRACE);
        }
        return lease;
    }

    private void renew(Scope scope, @Nullable DataKey key) {
        if (failures.get(scope) == null && outage.allowsProbe()) {
            flights.start(scope, key);
        }
    }

    private void checkSize(int values, long bytes) {
        if (values > settings.maxValues() || bytes > settings.maxBytes()) {
            throw new MisconfigurationException(
                    "One item has %d values and %d bytes to encrypt; a data key encrypts %d values and %d bytes at most"
                            .formatted(values, bytes, settings.maxValues(), settings.maxBytes()),
                    "Let a data key encrypt more, see the limits under armature.encryption.");
        }
    }
}
