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

import io.armature.encryption.keys.KeyProvider;
import java.security.Provider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The data keys in use: they are fetched once for all who need them, kept within the limits of {@link KeyCacheSettings},
 * and overwritten when they are dropped and nobody uses them any longer.
 *
 * <p>Safe for use by concurrent threads, virtual ones too. Threads of its own, 32 at the most, call the provider; they end
 * when they are idle.
 */
public final class DataKeys implements AutoCloseable {

    private final KeyContexts contexts;

    private final KeyService service;

    private final List<Executor> threads;

    private final EncryptionKeys encryption;

    private final DecryptionKeys decryption;

    /**
     * Creates the keys; none is fetched before it is needed.
     *
     * @param provider where keys come from
     * @param contexts encryption context of the keys
     * @param settings limits
     * @param jce provider of algorithms, or {@code null} for the order of the JVM
     * @param statistics what counts
     */
    public DataKeys(
            KeyProvider provider,
            KeyContexts contexts,
            KeyCacheSettings settings,
            @Nullable Provider jce,
            EncryptionStatistics statistics) {
        // Whoever reads a page of many keys while KMS hangs must not stand before those who write.
        this(provider, contexts, settings, jce, statistics, KeyEnvironment.system(), KeyEnvironment.system());
    }

    DataKeys(
            KeyProvider provider,
            KeyContexts contexts,
            KeyCacheSettings settings,
            @Nullable Provider jce,
            EncryptionStatistics statistics,
            KeyEnvironment environment) {
        this(provider, contexts, settings, jce, statistics, environment, environment);
    }

    private DataKeys(
            KeyProvider provider,
            KeyContexts contexts,
            KeyCacheSettings settings,
            @Nullable Provider jce,
            EncryptionStatistics statistics,
            KeyEnvironment encrypting,
            KeyEnvironment decrypting) {
        this.contexts = contexts;
        this.threads = List.of(encrypting.calls(), decrypting.calls());
        this.service =
                new KeyService(provider, contexts, settings, new JceProvider(jce), statistics, encrypting.ticker());
        this.encryption = new EncryptionKeys(service, settings, statistics, encrypting);
        this.decryption = new DecryptionKeys(service, settings, statistics, decrypting);
    }

    /** Returns the scope of a tenant's items in a table. */
    Scope scope(String tenant, String table) {
        return new Scope(contexts.domain(), tenant, table);
    }

    /**
     * Returns the key that encrypts in a scope.
     *
     * @param values how many values will be encrypted, 0 or more, which are counted at once
     * @param bytes how many bytes they have at the most, 0 or more
     * @throws io.armature.encryption.keys.KeyUnavailableException if there is none
     * @throws io.armature.client.MisconfigurationException if no key may encrypt so much
     * @throws java.util.concurrent.CancellationException if the caller is interrupted while it waits
     * @throws IllegalStateException if the provider failed unexpectedly, or these keys have been closed
     */
    KeyLease forEncryption(Scope scope, int values, long bytes) {
        if (values < 0 || bytes < 0) {
            throw new IllegalArgumentException("Nobody encrypts %d values of %d bytes".formatted(values, bytes));
        }
        return encryption.lease(scope, values, bytes);
    }

    /**
     * Returns the key of a record.
     *
     * @param where which attribute needs it first
     * @throws DecryptionException if the record is refused
     * @throws io.armature.encryption.keys.KeyUnavailableException if the key cannot be had
     * @throws java.util.concurrent.CancellationException if the caller is interrupted while it waits
     * @throws IllegalStateException if the provider failed unexpectedly, or these keys have been closed
     */
    KeyLease forDecryption(Location where, Scope scope, KeyRecord record) {
        return decryption.lease(where, scope, record);
    }

    /**
     * Unwraps those keys that are not at hand, concurrently; failures show when the key is asked for.
     *
     * @throws java.util.concurrent.CancellationException if the caller is interrupted while it waits
     * @throws IllegalStateException if these keys have been closed
     */
    void prepare(Scope scope, Collection<KeyRecord> records) {
        prepare(Map.of(scope, records));
    }

    /**
     * Unwraps those keys that are not at hand, of all scopes concurrently; failures show when the key is asked for.
     *
     * @throws java.util.concurrent.CancellationException if the caller is interrupted while it waits
     * @throws IllegalStateException if these keys have been closed
     */
    void prepare(Map<Scope, ? extends Collection<KeyRecord>> records) {
        decryption.prepare(records);
    }

    /**
     * Returns how the keys are. While the provider fails, it is asked again in the background, at most once a second, so
     * that the state recovers without traffic.
     *
     * @return the worse of the states of encrypting and decrypting
     */
    public KeyState state() {
        KeyState state = encryption.state().or(decryption.state());
        encryption.recheck();
        decryption.recheck();
        return state;
    }

    /**
     * Returns the configured wrapping keys that could not be looked up so far, so that nothing under them can be read.
     *
     * @return their names as configured, empty if all are known
     */
    public List<String> unresolvedKeyIds() {
        return service.unresolvedKeyIds();
    }

    /**
     * Returns how many keys are kept for encrypting.
     *
     * @return the number, one for each table and tenant
     */
    public long encryptionKeys() {
        return encryption.size();
    }

    /**
     * Returns how many unwrapped keys are kept for decrypting.
     *
     * @return the number
     */
    public long decryptionKeys() {
        return decryption.size();
    }

    /**
     * Forgets all keys and failures at once, such as before a checkpoint; whoever uses a key may finish. What the provider
     * is being asked for meanwhile is not kept.
     */
    public void flush() {
        encryption.flush();
        decryption.flush();
        service.clear();
    }

    /** Forgets all keys and ends the threads. Keys cannot be had any longer. */
    @Override
    public void close() {
        encryption.close();
        decryption.close();
        service.clear();
        for (Executor each : threads) {
            if (each instanceof ExecutorService executor) {
                executor.shutdown();
            }
        }
    }
}
