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
import io.armature.encryption.KeyFailure.CommitmentMismatchException;
import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes data keys of what the provider gives, and keeps nothing. Safe for use by concurrent threads. */
final class KeyService {

    private final KeyProvider provider;

    private final KeyContexts contexts;

    private final KeyCacheSettings settings;

    private final AesGcm aesGcm;

    private final KeyDerivation derivation;

    private final EncryptionStatistics statistics;

    private final Ticker ticker;

    KeyService(
            KeyProvider provider,
            KeyContexts contexts,
            KeyCacheSettings settings,
            JceProvider jce,
            EncryptionStatistics statistics,
            Ticker ticker) {
        this.provider = provider;
        this.contexts = contexts;
        this.settings = settings;
        this.aesGcm = new AesGcm(jce);
        this.derivation = new KeyDerivation(new Hkdf(jce));
        this.statistics = statistics;
        this.ticker = ticker;
    }

    /** Tells without a call whether a record may be unwrapped: whoever writes the table chooses what stands in it. */
    boolean accepts(KeyRecord record) {
        return record.kind() == provider.kind()
                && contexts.isConfigured(record.context())
                && provider.accepts(record.keyArn());
    }

    List<String> unresolvedKeyIds() {
        return provider.unresolvedKeyIds();
    }

    /**
     * Returns a new key.
     *
     * @throws KeyUnavailableException if there is none
     */
    DataKey generate(Scope scope) {
        long begin = ticker.read();
        boolean made = false;
        try {
            GeneratedKey generated = provider.generate(context(scope, contexts.current()));
            DataKey key = wrap(scope, generated, begin);
            checkAge(key, settings.maxAgeNanos());
            made = true;
            return key;
        } finally {
            statistics.count(made ? Event.KEY_GENERATED : Event.KEY_GENERATION_FAILED);
        }
    }

    /**
     * Returns the key of a record, which never encrypts.
     *
     * @throws KeyUnavailableException if it cannot be had
     * @throws CommitmentMismatchException if the record was made for another key
     */
    DataKey unwrap(Scope scope, KeyRecord record) {
        long begin = ticker.read();
        boolean unwrapped = false;
        byte[] plain = null;
        try {
            plain = provider.unwrap(record.keyArn(), record.wrappedKey(), context(scope, record.context()));
            DataKey key = new DataKey(cipher(scope, record, plain), record, begin, KeyBudget.NONE);
            checkAge(key, settings.unwrappedMaxAgeNanos());
            unwrapped = true;
            return key;
        } finally {
            overwrite(plain);
            statistics.count(unwrapped ? Event.KEY_UNWRAPPED : Event.KEY_UNWRAPPING_FAILED);
        }
    }

    /** Drops what the JCE holds of keys. */
    void clear() {
        aesGcm.clear();
    }

    private DataKey wrap(Scope scope, GeneratedKey generated, long begin) {
        AttributeCipher cipher;
        try {
            cipher = new AttributeCipher(aesGcm, derivation, generated.plaintext(), scope);
        } finally {
            generated.destroy();
        }
        KeyRecord record = KeyRecord.of(
                provider.kind(), contexts.current(), generated.keyArn(), cipher.commitment(), generated.wrapped());
        return new DataKey(cipher, record, begin, new KeyBudget(settings.maxValues(), settings.maxBytes()));
    }

    private AttributeCipher cipher(Scope scope, KeyRecord record, byte[] plain) {
        if (plain.length != KeyDerivation.KEY_LENGTH) {
            throw new KeyUnavailableException(
                    Reason.RECORD_REFUSED,
                    record.keyArn(),
                    "The wrapped key of %s holds %d bytes, a data key 32".formatted(record.keyArn(), plain.length),
                    null);
        }
        AttributeCipher cipher = new AttributeCipher(aesGcm, derivation, plain, scope);
        if (!MessageDigest.isEqual(cipher.commitment(), record.commitment())) {
            cipher.destroy();
            throw new CommitmentMismatchException();
        }
        return cipher;
    }

    /** Age begins before the call: a key can be too old when it comes, and whoever waits must not wait in a circle. */
    private void checkAge(DataKey key, long maxAge) {
        long age = key.age(ticker.read());
        if (age >= maxAge) {
            key.release();
            String arn = key.record().keyArn();
            throw new KeyUnavailableException(
                    Reason.TIMED_OUT,
                    arn,
                    "The answer for %s took %d ms, longer than a data key may be used".formatted(arn, age / 1_000_000),
                    null);
        }
    }

    private Map<String, String> context(Scope scope, int set) {
        return Objects.requireNonNull(contexts.of(scope, set), "context set");
    }

    private static void overwrite(byte @Nullable [] plain) {
        if (plain != null) {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
