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

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Seals and opens the values of encrypted attributes under one data key, in one scope.
 *
 * <p>Keeps a key for every attribute name that it is given, so names have to come from what the application declares
 * and never from an item. Safe for use by many threads.
 */
final class AttributeCipher {

    private final AesGcm aesGcm;

    private final KeyDerivation derivation;

    private final RawKey dataKey;

    private final byte[] commitment;

    private final Scope scope;

    private final Map<String, AttributeKey> attributes = new ConcurrentHashMap<>();

    /**
     * Creates the cipher of a data key.
     *
     * @param dataKey 32 bytes; copied, so the caller may overwrite them
     * @throws IllegalArgumentException if the key has another length
     */
    AttributeCipher(AesGcm aesGcm, KeyDerivation derivation, byte[] dataKey, Scope scope) {
        if (dataKey.length != KeyDerivation.KEY_LENGTH) {
            throw new IllegalArgumentException("A data key has 32 bytes, not " + dataKey.length);
        }
        this.aesGcm = aesGcm;
        this.derivation = derivation;
        this.dataKey = new RawKey("AES", dataKey.clone());
        this.commitment = derivation.commitment(dataKey);
        this.scope = scope;
    }

    /** Returns the commitment of the data key, for its record; a copy. */
    byte[] commitment() {
        return commitment.clone();
    }

    /** Returns what seals and opens the values of one item, to be closed by whoever uses it. */
    ItemCipher forItem(KeyAttributes item) {
        return new ItemCipher(this, aesGcm, item);
    }

    /** Seals one value, see {@link ItemCipher#seal}. */
    AttributeValue seal(String attribute, AttributeValue value, KeyAttributes item, @Nullable KeyRecord inlineRecord) {
        try (ItemCipher cipher = forItem(item)) {
            return cipher.seal(attribute, value, inlineRecord);
        }
    }

    /** Opens one value, see {@link ItemCipher#open}. */
    AttributeValue open(String attribute, Envelope envelope, KeyRecord record, KeyAttributes item) {
        try (ItemCipher cipher = forItem(item)) {
            return cipher.open(attribute, envelope, record);
        }
    }

    RawKey dataKey() {
        return dataKey;
    }

    /** Returns whether a record was made for this data key, in the same time whether it was or not. */
    boolean isCommittedBy(KeyRecord record) {
        return MessageDigest.isEqual(record.commitment(), commitment);
    }

    /** Overwrites all keys; whoever still uses this cipher fails, and never uses an overwritten key. */
    void destroy() {
        dataKey.destroy();
        attributes.values().forEach(attribute -> attribute.key().destroy());
        aesGcm.drop(dataKey);
    }

    /**
     * Returns the key of an attribute.
     *
     * @throws IllegalStateException if this cipher has been destroyed
     */
    AttributeKey key(String attribute) {
        AttributeKey known = attributes.get(attribute);
        return known == null ? attributes.computeIfAbsent(attribute, this::derive) : known;
    }

    private AttributeKey derive(String attribute) {
        byte[] place = scope.bytes(attribute);
        byte[] bytes = dataKey.getEncoded();
        try {
            RawKey key = derivation.attributeKey(bytes, place);
            return AttributeKey.of(new Location(scope.table(), attribute), key, commitment, place);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
