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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Data keys whose time, threads and provider are the test's. */
final class KeysFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    static final Location WHERE = new Location("customers", "email");

    final FaultyKeyProvider provider = new FaultyKeyProvider();

    final EncryptionStatistics statistics = new EncryptionStatistics();

    /** Begins just before the ticker's overflow, which must not matter. */
    private final AtomicLong elapsed = new AtomicLong();

    final DataKeys keys;

    final Scope scope;

    KeysFixture(KeyCacheSettings settings, Executor calls) {
        this(new KeyContexts("prod", 0, Map.of()), settings, calls);
    }

    KeysFixture(KeyContexts contexts, KeyCacheSettings settings, Executor calls) {
        this(contexts, settings, calls, TimeUnit.MINUTES.toNanos(1));
    }

    private KeysFixture(KeyContexts contexts, KeyCacheSettings settings, Executor calls, long patience) {
        Ticker ticker = () -> Long.MAX_VALUE - 1_000_000_000L + elapsed.get();
        this.keys = new DataKeys(
                provider, contexts, settings, null, statistics, new KeyEnvironment(ticker, clock(), calls, patience));
        this.scope = keys.scope("acme", "customers");
    }

    /** Returns keys whose provider is called at once on the caller's thread, so that nobody ever waits. */
    static KeysFixture direct(KeyCacheSettings settings) {
        return new KeysFixture(
                new KeyContexts("prod", 0, Map.of()), settings, Runnable::run, TimeUnit.MILLISECONDS.toNanos(200));
    }

    /** Returns keys whose provider is called on the threads that it is called on in earnest. */
    static KeysFixture threaded(KeyCacheSettings settings) {
        return new KeysFixture(settings, KeyCalls.create());
    }

    /** Returns keys whose callers give up after 2 seconds: soon, and yet not because the machine is busy. */
    static KeysFixture impatient(KeyCacheSettings settings) {
        return new KeysFixture(
                new KeyContexts("prod", 0, Map.of()), settings, KeyCalls.create(), TimeUnit.SECONDS.toNanos(2));
    }

    /** Returns keys whose callers give up at once on calls that are held. */
    static KeysFixture withoutPatience(HeldCalls calls) {
        return new KeysFixture(new KeyContexts("prod", 0, Map.of()), KeyCacheSettings.defaults(), calls, 1);
    }

    static KeyCacheSettings limited(long maxValues, long maxBytes) {
        KeyCacheSettings defaults = KeyCacheSettings.defaults();
        return new KeyCacheSettings(
                defaults.maxAge(),
                defaults.grace(),
                maxValues,
                maxBytes,
                defaults.maxUnwrappedKeys(),
                defaults.unwrappedMaxAge());
    }

    static KeyCacheSettings unwrapped(int maxUnwrappedKeys) {
        KeyCacheSettings defaults = KeyCacheSettings.defaults();
        return new KeyCacheSettings(
                defaults.maxAge(),
                defaults.grace(),
                defaults.maxValues(),
                defaults.maxBytes(),
                maxUnwrappedKeys,
                defaults.unwrappedMaxAge());
    }

    static KeyCacheSettings graceOf(Duration grace) {
        KeyCacheSettings defaults = KeyCacheSettings.defaults();
        return new KeyCacheSettings(
                defaults.maxAge(),
                grace,
                defaults.maxValues(),
                defaults.maxBytes(),
                defaults.maxUnwrappedKeys(),
                defaults.unwrappedMaxAge());
    }

    void pass(Duration duration) {
        elapsed.addAndGet(duration.toNanos());
    }

    /** Encrypts one value of 10 bytes, and returns the record of the key. */
    KeyRecord encrypt() {
        return encrypt(scope);
    }

    KeyRecord encrypt(Scope within) {
        try (KeyLease lease = keys.forEncryption(within, 1, 10)) {
            return lease.record();
        }
    }

    /** Gets the key of a record, and gives it back. */
    void decrypt(KeyRecord record) {
        keys.forDecryption(WHERE, scope, record).close();
    }

    @Override
    public void close() {
        keys.close();
    }

    private Clock clock() {
        InstantSource source = () -> START.plusNanos(elapsed.get());
        return source.withZone(ZoneOffset.UTC);
    }
}
