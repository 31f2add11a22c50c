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

import static io.armature.encryption.Values.s;

import io.armature.encryption.keys.KeyKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What stands around the format: it keeps data keys by their whole record, as KMS does in effect, since it refuses each
 * change of what it wrapped.
 */
final class ItemFixture {

    static final Scope SCOPE = new Scope("prod", "acme", "customers");

    static final KeyAttributes KEYS = KeyAttributes.of("id", s("1"), "at", s("2"));

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    final AesGcm aesGcm = new AesGcm(new JceProvider(null));

    final KeyDerivation derivation = new KeyDerivation(new Hkdf(new JceProvider(null)));

    private final Map<KeyRecord, byte[]> dataKeys = new HashMap<>();

    AttributeCipher cipher(byte[] dataKey, Scope scope) {
        return new AttributeCipher(aesGcm, derivation, dataKey, scope);
    }

    /** Wraps a data key into a record, and remembers it for reading. */
    KeyRecord wrap(byte[] dataKey) {
        byte[] wrapped = new byte[184];
        Arrays.fill(wrapped, (byte) dataKeys.size());
        KeyRecord record = KeyRecord.of(KeyKind.KMS, 0, ARN, derivation.commitment(dataKey), wrapped);
        remember(record, dataKey);
        return record;
    }

    /** Lets a record be unwrapped to a data key. */
    void remember(KeyRecord record, byte[] dataKey) {
        dataKeys.put(record, dataKey);
    }

    /** Opens a stored value in the order in which the item extension does. */
    AttributeValue open(
            Scope scope,
            String attribute,
            KeyAttributes keys,
            AttributeValue stored,
            @Nullable AttributeValue itemRecord) {
        Location where = new Location(scope.table(), attribute);
        Envelope envelope = Envelope.parse(where, stored);
        KeyRecord record = envelope.record(where, new ItemKeyRecord(itemRecord));
        byte[] dataKey = dataKeys.get(record);
        if (dataKey == null) {
            throw new KeyNotAcceptedException();
        }
        return cipher(dataKey, scope).open(attribute, envelope, record, keys);
    }

    static byte[] dataKey(int first) {
        byte[] dataKey = new byte[32];
        for (int i = 0; i < dataKey.length; i++) {
            dataKey[i] = (byte) (first + i);
        }
        return dataKey;
    }

    /** Stands for the refusal of a record that the key provider did not make. */
    static final class KeyNotAcceptedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
