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
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Seals and opens the values of one item, with ciphers that are taken once for all of them. For one thread. */
final class ItemCipher implements AutoCloseable {

    private final AttributeCipher cipher;

    private final AesGcm aesGcm;

    private final KeyAttributes item;

    private final PooledCiphers ciphers;

    /** One for all values: what tells their type is made anew by each builder, which costs as much as the rest of it. */
    private final AttributeValue.Builder stored = AttributeValue.builder();

    private boolean broken;

    ItemCipher(AttributeCipher cipher, AesGcm aesGcm, KeyAttributes item) {
        this.cipher = cipher;
        this.aesGcm = aesGcm;
        this.item = item;
        this.ciphers = aesGcm.take(cipher.dataKey());
    }

    /**
     * Seals a value.
     *
     * @param inlineRecord the record of this data key if the envelope has to carry it, {@code null} if the item does
     * @throws EncryptionException if DynamoDB would refuse the value, or change it on the way
     * @throws IllegalStateException if the key has been destroyed
     */
    AttributeValue seal(String attribute, AttributeValue value, @Nullable KeyRecord inlineRecord) {
        AttributeKey key = cipher.key(attribute);
        int start = Envelope.payloadStart(inlineRecord);
        byte[] envelope = PlaintextWriter.write(key.where(), value, start + AesGcm.NONCE_LENGTH, AesGcm.TAG_LENGTH);
        Envelope.begin(envelope, inlineRecord);
        broken = true;
        aesGcm.encrypt(ciphers, key.key(), key.prefix(inlineRecord != null), item.bytes(), envelope, start);
        broken = false;
        return stored.b(SdkBytes.fromByteArrayUnsafe(envelope)).build();
    }

    /**
     * Opens a value.
     *
     * @param record the record that was unwrapped to this data key, as {@link Envelope#record} gave it
     * @throws DecryptionException if the record is another key's, or the value is not what was sealed here
     * @throws IllegalStateException if the key has been destroyed
     */
    AttributeValue open(String attribute, Envelope envelope, KeyRecord record) {
        AttributeKey key = cipher.key(attribute);
        if (!cipher.isCommittedBy(record)) {
            throw new DecryptionException(key.where(), Reason.COMMITMENT_MISMATCH);
        }
        byte[] prefix = key.prefix(envelope.isInline());
        broken = true;
        try {
            byte[] plain =
                    aesGcm.decrypt(ciphers, key.key(), prefix, item.bytes(), envelope.bytes(), envelope.payload());
            broken = false;
            return PlaintextReader.read(plain);
        } catch (BadPaddingException ex) {
            broken = false;
            throw new DecryptionException(key.where(), Reason.AUTHENTICATION_FAILED);
        } catch (MalformedPlaintextException ex) {
            throw new DecryptionException(key.where(), Reason.PLAINTEXT_MALFORMED, ex);
        }
    }

    /** Gives the ciphers back, unless one of them is in a state that nobody knows. */
    @Override
    public void close() {
        if (!broken) {
            aesGcm.giveBack(ciphers);
        }
    }
}
