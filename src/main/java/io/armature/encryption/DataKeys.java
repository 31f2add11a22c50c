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

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.KeyProvider;
import java.security.Provider;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The data keys in use. Safe for use by concurrent threads. */
public final class DataKeys implements AutoCloseable {

    private final KeyProvider provider;

    private final KeyContexts contexts;

    private final AesGcm aesGcm;

    private final KeyDerivation derivation;

    /**
     * Creates the keys.
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
        this.provider = provider;
        this.contexts = contexts;
        JceProvider algorithms = new JceProvider(jce);
        this.aesGcm = new AesGcm(algorithms);
        this.derivation = new KeyDerivation(new Hkdf(algorithms));
    }

    /** Returns the scope of a tenant's items in a table. */
    Scope scope(String tenant, String table) {
        return new Scope(contexts.domain(), tenant, table);
    }

    /**
     * Returns the key that encrypts in a scope.
     *
     * @param values how many values will be encrypted, which are counted at once
     * @param bytes how many bytes they have at the most
     * @throws io.armature.encryption.keys.KeyUnavailableException if there is none
     */
    KeyLease forEncryption(Scope scope, int values, long bytes) {
        Map<String, String> context = contexts.of(scope, contexts.current());
        GeneratedKey key = provider.generate(Objects.requireNonNull(context));
        AttributeCipher cipher = new AttributeCipher(aesGcm, derivation, key.plaintext(), scope);
        KeyRecord record =
                KeyRecord.of(provider.kind(), contexts.current(), key.keyArn(), cipher.commitment(), key.wrapped());
        return new KeyLease(cipher, record, () -> {});
    }

    /**
     * Returns the key of a record.
     *
     * @param where which attribute needs it first
     * @throws DecryptionException if the record is refused
     * @throws io.armature.encryption.keys.KeyUnavailableException if the key cannot be had
     */
    KeyLease forDecryption(Location where, Scope scope, KeyRecord record) {
        Map<String, String> context = contexts.of(scope, record.context());
        if (context == null || record.kind() != provider.kind() || !provider.accepts(record.keyArn())) {
            throw new DecryptionException(where, Reason.KEY_NOT_ACCEPTED);
        }
        byte[] key = provider.unwrap(record.keyArn(), record.wrappedKey(), context);
        return new KeyLease(new AttributeCipher(aesGcm, derivation, key, scope), record, () -> {});
    }

    /** Unwraps those keys that are not at hand, concurrently; failures show when the key is asked for. */
    void prepare(Scope scope, Collection<KeyRecord> records) {}

    /** Forgets all keys at once; whoever holds a lease may finish. */
    public void flush() {}

    @Override
    public void close() {
        flush();
    }
}
