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
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.KeyUnavailableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that decrypt, by their whole record and scope. There is no grace: a key ends with its age. Safe for use by
 * concurrent threads; whoever finds a key waits for nobody.
 */
final class DecryptionKeys implements KeySource<DecryptionKeys.Id> {

    private final KeyService service;

    private final EncryptionStatistics statistics;

    private final KeyHealth health;

    private final KeyCache<Id> keys;

    private final KeyFailures<Id> failures;

    private final KeyFlights<Id> flights;

    private volatile @Nullable Id lastFailed;

    DecryptionKeys(
            KeyService service,
            KeyCacheSettings settings,
            EncryptionStatistics statistics,
            KeyEnvironment environment) {
        Ticker ticker = environment.ticker();
        this.service = service;
        this.statistics = statistics;
        this.health = new KeyHealth(environment);
        this.keys = new KeyCache<>(ticker, settings.maxUnwrappedKeys(), settings.unwrappedMaxAgeNanos());
        this.failures = new KeyFailures<>(ticker, id -> id.record().length());
        this.flights = new KeyFlights<>(environment, this);
    }

    /**
     * Returns the key of a record.
     *
     * @throws DecryptionException if the record is refused
     * @throws KeyUnavailableException if the key cannot be had
     */
    KeyLease lease(Location where, Scope scope, KeyRecord record) {
        if (!service.accepts(record)) {
            throw DecryptionException.notAccepted(where, record);
        }
        Id id = new Id(record, scope);
        DataKey key = keys.get(id);
        KeyLease lease = key == null ? null : key.lease();
        if (lease != null) {
            statistics.count(Event.DECRYPTION_KEY_HIT);
            return lease;
        }
        statistics.count(Event.DECRYPTION_KEY_MISS);
        while (lease == null) {
            lease = await(where, id, key);
        }
        return lease;
    }

    /** Fetches those keys that are not at hand, all at once. */
    void prepare(Map<Scope, ? extends Collection<KeyRecord>> records) {
        Set<Id> absent = new LinkedHashSet<>();
        records.forEach((scope, ofScope) -> {
            for (KeyRecord record : ofScope) {
                Id id = new Id(record, scope);
                if (keys.get(id) == null && failures.get(id) == null && service.accepts(record)) {
                    absent.add(id);
                }
            }
        });
        statistics.count(Event.DECRYPTION_KEY_MISS, absent.size());
        Map<Id, KeyFlight> joined = new LinkedHashMap<>();
        try {
            absent.forEach(id -> joined.put(id, flights.join(id, null)));
            for (Map.Entry<Id, KeyFlight> each : joined.entrySet()) {
                if (!flights.await(each.getKey(), each.getValue()) || isAway(each.getValue())) {
                    // Whoever waits for all of a page then waits for each time-out; the first of them tells enough.
                    return;
                }
            }
        } finally {
            joined.values().forEach(KeyFlight::leave);
        }
    }

    private static boolean isAway(KeyFlight landed) {
        KeyFailure failure = landed.failure();
        return failure != null && failure.isPassing();
    }

    long size() {
        return keys.size();
    }

    KeyState state() {
        return health.state();
    }

    /** Asks again in the background for what failed last, so that health recovers without traffic. */
    void recheck() {
        Id id = lastFailed;
        if (id != null && failures.get(id) == null) {
            flights.start(id, null);
        }
    }

    void flush() {
        flights.flush();
    }

    void close() {
        flights.close();
    }

    @Override
    public @Nullable DataKey held(Id id) {
        return keys.get(id);
    }

    @Override
    public @Nullable KeyFailure remembered(Id id) {
        return failures.get(id);
    }

    @Override
    public String wrappingKey(Id id) {
        return id.record().keyArn();
    }

    @Override
    public DataKey fetch(Id id) {
        return service.unwrap(id.scope(), id.record());
    }

    @Override
    public void keep(Id id, DataKey key) {
        keys.put(id, key);
        answered();
    }

    @Override
    public void remember(Id id, KeyFailure failure) {
        failures.put(id, failure);
        if (failure.refusal() != null) {
            // The service is well: it is the record that is not.
            answered();
        } else {
            if (failure.endsKey()) {
                // One key that is gone, or not for this application, says nothing about the others.
                answered();
            }
            lastFailed = id;
            health.failed(failure, failure.endsKey() ? KeyHealth.FOR_EVER : 0, 0);
        }
    }

    @Override
    public void clear() {
        keys.clear();
        failures.clear();
        lastFailed = null;
        health.reset();
    }

    private void answered() {
        lastFailed = null;
        health.succeeded();
    }

    private @Nullable KeyLease await(Location where, Id id, @Nullable DataKey seen) {
        KeyFailure remembered = failures.get(id);
        if (remembered != null) {
            throw remembered.unreadable(where);
        }
        KeyFlight flight = flights.join(id, seen);
        try {
            if (!flights.await(id, flight)) {
                return null;
            }
            KeyFailure failure = flight.failure();
            if (failure != null) {
                throw failure.unreadable(where);
            }
            DataKey key = flight.key();
            return key == null ? null : key.lease();
        } finally {
            flight.leave();
        }
    }

    /**
     * What a key is found by. The same record in another scope is another key: its context differs.
     *
     * @param record the record
     * @param scope where it was found
     */
    record Id(KeyRecord record, Scope scope) {}
}
