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
package io.armature.encryption.keys;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * Data keys of AWS KMS: makes them by {@code GenerateDataKey} and unwraps them by {@code Decrypt}.
 *
 * <p>Keys are named by their ARN, their id, an alias or an alias's ARN. What is not an ARN of a key is resolved to one by
 * {@code DescribeKey}, once: at start-up by {@link #resolve()}, or when KMS cannot be reached then, at the first use
 * that succeeds. An alias that is pointed at another key later changes nothing for a process that runs; it goes on with
 * the key that it found until it is started again. Only the configured keys unwrap; of a multi-Region key ({@code mrk-})
 * also its replicas, which are called in the region of the client.
 *
 * <p>The application needs {@code kms:GenerateDataKey} on the key that encrypts, {@code kms:Decrypt} on all keys, and
 * {@code kms:DescribeKey} on those that are not named by the ARN of a key.
 *
 * <p>Safe for use by concurrent threads.
 */
public final class KmsKeyProvider implements KeyProvider, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KmsKeyProvider.class);

    private static final int KEY_LENGTH = 32;

    private final KmsClient client;

    private final Runnable onClose;

    private final KmsKeyReference current;

    /** The one that encrypts first, then the others, none twice. */
    private final List<KmsKeyReference> accepted;

    /**
     * Creates the provider; KMS is not called yet.
     *
     * @param client the client, which its owner closes, of the region that the keys are in
     * @param keyId the key that encrypts, and decrypts as well: ARN or id of a key, alias ({@code alias/...}) or its ARN
     * @param acceptedKeyIds further keys that decrypt, named likewise
     * @throws MisconfigurationException if a text can name no key, or a key is in another region and is no multi-Region
     *     key
     */
    public KmsKeyProvider(KmsClient client, String keyId, Collection<String> acceptedKeyIds) {
        this(client, keyId, acceptedKeyIds, () -> {}, System::nanoTime);
    }

    KmsKeyProvider(
            KmsClient client,
            String keyId,
            Collection<String> acceptedKeyIds,
            Runnable onClose,
            LongSupplier nanoTime) {
        this.client = client;
        this.onClose = onClose;
        KmsKeyLookup lookup = new KmsKeyLookup(client);
        this.current = new KmsKeyReference(keyId, true, lookup, nanoTime);
        List<KmsKeyReference> all = new ArrayList<>(List.of(current));
        acceptedKeyIds.stream()
                .distinct()
                .filter(id -> !id.equals(keyId))
                .forEach(id -> all.add(new KmsKeyReference(id, false, lookup, nanoTime)));
        this.accepted = List.copyOf(all);
    }

    /**
     * Creates a provider that closes its client.
     *
     * @param client the client, of the region that the keys are in
     * @param keyId the key that encrypts, named as for the constructor
     * @param acceptedKeyIds further keys that decrypt
     * @return the provider
     * @throws MisconfigurationException if a text can name no key, or a key is in another region and is no multi-Region
     *     key
     */
    public static KmsKeyProvider owning(KmsClient client, String keyId, Collection<String> acceptedKeyIds) {
        return new KmsKeyProvider(client, keyId, acceptedKeyIds, client::close, System::nanoTime);
    }

    /**
     * Resolves what is not named by the ARN of a key, as is done at start-up.
     *
     * <p>When KMS cannot be reached, fails or throttles, this logs a warning and returns after the first key that it
     * asked for: an outage should not keep an application from starting, and each use tries again, at most once a
     * second. Keys named by their ARN need no call and work from the start; use them where that matters.
     *
     * @throws MisconfigurationException if there is no such key, it is of the wrong type, {@code kms:DescribeKey} is
     *     missing, or the key that encrypts is disabled or waits for its deletion
     */
    public void resolve() {
        for (KmsKeyReference key : accepted) {
            KmsFailure failure = key.resolve();
            if (failure != null && !failure.reason().isPassing()) {
                throw failure.misconfiguration();
            }
            if (failure != null) {
                log.warn("{} It is tried again at each use, at most once a second.", failure.found());
                return;
            }
        }
    }

    /**
     * Returns which configured keys are not resolved to ARNs yet.
     *
     * @return their names as configured; empty once all are
     */
    @Override
    public List<String> unresolvedKeyIds() {
        return accepted.stream()
                .filter(key -> key.known() == null)
                .map(KmsKeyReference::id)
                .toList();
    }

    @Override
    public KeyKind kind() {
        return KeyKind.KMS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>As long as a configured alias is not resolved, it may stand for any key: then every well-formed ARN of a key is
     * let through here, and {@link #unwrap} resolves the alias and refuses the others before KMS is asked to decrypt.
     */
    @Override
    public boolean accepts(String keyArn) {
        if (acceptedKey(keyArn) != null) {
            return true;
        }
        return accepted.stream().anyMatch(key -> key.known() == null) && KeyArn.parse(keyArn) != null;
    }

    @Override
    public GeneratedKey generate(Map<String, String> context) {
        String arn = current.get().toString();
        GenerateDataKeyResponse response;
        try {
            response = client.generateDataKey(
                    request -> request.keyId(arn).keySpec(DataKeySpec.AES_256).encryptionContext(context));
        } catch (SdkException ex) {
            throw KmsFailures.of(KmsAction.GENERATE_DATA_KEY, arn, ex).unavailable();
        }
        byte[] plaintext = taken(response.plaintext());
        byte[] wrapped = taken(response.ciphertextBlob());
        if (!arn.equals(response.keyId()) || plaintext.length != KEY_LENGTH || wrapped.length == 0) {
            Arrays.fill(plaintext, (byte) 0);
            throw unusable(KmsAction.GENERATE_DATA_KEY, arn, response.keyId());
        }
        return new GeneratedKey(arn, plaintext, wrapped);
    }

    @Override
    public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
        String arn = called(keyArn).toString();
        DecryptResponse response;
        try {
            response = client.decrypt(request -> request.keyId(arn)
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(wrapped))
                    .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                    .encryptionContext(context));
        } catch (SdkException ex) {
            throw KmsFailures.of(KmsAction.DECRYPT, arn, ex).unavailable();
        }
        byte[] plaintext = taken(response.plaintext());
        if (!arn.equals(response.keyId())) {
            Arrays.fill(plaintext, (byte) 0);
            throw unusable(KmsAction.DECRYPT, arn, response.keyId());
        }
        if (plaintext.length != KEY_LENGTH) {
            Arrays.fill(plaintext, (byte) 0);
            throw KmsTexts.of(Reason.RECORD_REFUSED, KmsAction.DECRYPT, arn, null)
                    .because("What was wrapped is no data key", "The record was not made by this library.")
                    .unavailable();
        }
        return plaintext;
    }

    /** Returns the ARN to call for a record's, which is in another region where the record was made by a replica. */
    private KeyArn called(String keyArn) {
        KeyArn known = acceptedKey(keyArn);
        if (known != null) {
            return known;
        }
        KmsFailure lasting = null;
        for (KmsKeyReference key : accepted) {
            KmsFailure failure = key.resolve();
            if (failure == null && key.get().matches(keyArn)) {
                return key.get();
            }
            if (failure != null && failure.reason().isPassing()) {
                throw failure.unavailable();
            }
            lasting = (failure != null) ? failure : lasting;
        }
        throw (lasting != null) ? lasting.unavailable() : notAccepted(keyArn);
    }

    private @Nullable KeyArn acceptedKey(String keyArn) {
        for (KmsKeyReference key : accepted) {
            KeyArn known = key.known();
            if (known != null && known.matches(keyArn)) {
                return known;
            }
        }
        return null;
    }

    /**
     * Takes the SDK's own array over instead of a copy, so that whoever overwrites it overwrites the only one that can be
     * reached. What the SDK and the HTTP client read it from, Base64 in their buffers, stays until it is collected.
     */
    private static byte[] taken(@Nullable SdkBytes bytes) {
        return (bytes != null) ? bytes.asByteArrayUnsafe() : new byte[0];
    }

    /** Quotes the text, which may come from a table, only where it is an ARN of a key. */
    private static KeyUnavailableException notAccepted(String keyArn) {
        String key = (KeyArn.parse(keyArn) != null) ? keyArn : "(no ARN of a key)";
        return KmsTexts.of(Reason.RECORD_REFUSED, KmsAction.DECRYPT, key, null)
                .because(
                        "No configured name stands for this key",
                        "If data under it is yours, add it to 'armature.encryption.accepted-key-ids'.")
                .unavailable();
    }

    private static KeyUnavailableException unusable(KmsAction action, String arn, @Nullable String answered) {
        return KmsTexts.of(Reason.MISCONFIGURED, action, arn, null)
                .because(
                        "The answer is not for this key, but for '%s', or holds no key of %d bytes"
                                .formatted(answered, KEY_LENGTH),
                        "Look at 'armature.encryption.kms.endpoint': is that KMS?")
                .unavailable();
    }

    /** Closes the client if the provider owns it. */
    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return "KmsKeyProvider" + accepted;
    }
}
