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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An encrypted attribute as it is stored: header, perhaps a key record, nonce, ciphertext and tag.
 *
 * <p>Immutable as long as nobody changes the array of the stored value.
 */
final class Envelope {

    static final byte SUITE = 1;

    static final int HEADER_LENGTH = 5;

    private static final byte[] MAGIC = {0x41, 0x72};

    private static final byte VERSION = 1;

    private static final int KEY_OF_ITEM = 0;

    private static final int KEY_INLINE = 1;

    private static final int FLAGS = 0xF0;

    /** Nonce, type byte and tag. */
    private static final int SHORTEST_PAYLOAD = AesGcm.NONCE_LENGTH + 1 + AesGcm.TAG_LENGTH;

    private static final int RECORD_START = HEADER_LENGTH + 2;

    private final byte[] bytes;

    private final int payload;

    private final @Nullable KeyRecord inlineRecord;

    private Envelope(byte[] bytes, int payload, @Nullable KeyRecord inlineRecord) {
        this.bytes = bytes;
        this.payload = payload;
        this.inlineRecord = inlineRecord;
    }

    /** Returns whether a stored value is an envelope, damaged ones too: those are never plaintext. */
    static boolean isEnvelope(AttributeValue stored) {
        if (stored.type() != AttributeValue.Type.B) {
            return false;
        }
        byte[] bytes = stored.b().asByteArrayUnsafe();
        return bytes.length >= MAGIC.length && bytes[0] == MAGIC[0] && bytes[1] == MAGIC[1];
    }

    /**
     * Reads an envelope.
     *
     * @throws DecryptionException if the value is none of this version, or its inline record is none
     */
    static Envelope parse(Location where, AttributeValue stored) {
        require(isEnvelope(stored), where, Reason.NOT_ENCRYPTED);
        byte[] bytes = stored.b().asByteArrayUnsafe();
        require(bytes.length >= HEADER_LENGTH + SHORTEST_PAYLOAD, where, Reason.MALFORMED);
        require(bytes[2] == VERSION, where, Reason.UNSUPPORTED_VERSION);
        require(bytes[3] == SUITE, where, Reason.UNSUPPORTED_SUITE);
        require((bytes[4] & FLAGS) == 0, where, Reason.UNSUPPORTED_FLAGS);
        return switch (bytes[4]) {
            case KEY_OF_ITEM -> new Envelope(bytes, HEADER_LENGTH, null);
            case KEY_INLINE -> parseInline(where, bytes);
            default -> throw new DecryptionException(where, Reason.UNSUPPORTED_KEY_SOURCE);
        };
    }

    private static Envelope parseInline(Location where, byte[] bytes) {
        int length = Byte.toUnsignedInt(bytes[HEADER_LENGTH]) << 8 | Byte.toUnsignedInt(bytes[HEADER_LENGTH + 1]);
        int end = RECORD_START + length;
        require(end <= bytes.length - SHORTEST_PAYLOAD, where, Reason.RECORD_MALFORMED);
        KeyRecord record = KeyRecord.parse(where, Arrays.copyOfRange(bytes, RECORD_START, end));
        return new Envelope(bytes, end, record);
    }

    /** Returns the first bytes of an envelope. */
    static byte[] header(boolean inline) {
        return new byte[] {MAGIC[0], MAGIC[1], VERSION, SUITE, keySource(inline)};
    }

    private static byte keySource(boolean inline) {
        return (byte) (inline ? KEY_INLINE : KEY_OF_ITEM);
    }

    /** Returns where nonce, ciphertext and tag begin in an envelope. */
    static int payloadStart(@Nullable KeyRecord inlineRecord) {
        return inlineRecord == null ? HEADER_LENGTH : RECORD_START + inlineRecord.length();
    }

    /** Returns how many bytes an envelope has more than the plaintext in it. */
    static int overhead(@Nullable KeyRecord inlineRecord) {
        return payloadStart(inlineRecord) + AesGcm.NONCE_LENGTH + AesGcm.TAG_LENGTH;
    }

    /** Returns an envelope for a plaintext of some length: header and record are written, the payload is zeros. */
    static byte[] prepare(@Nullable KeyRecord inlineRecord, int plainLength) {
        byte[] bytes = new byte[overhead(inlineRecord) + plainLength];
        begin(bytes, inlineRecord);
        return bytes;
    }

    /** Writes header and record to where an envelope begins. */
    static void begin(byte[] bytes, @Nullable KeyRecord inlineRecord) {
        bytes[0] = MAGIC[0];
        bytes[1] = MAGIC[1];
        bytes[2] = VERSION;
        bytes[3] = SUITE;
        bytes[4] = keySource(inlineRecord != null);
        if (inlineRecord != null) {
            bytes[HEADER_LENGTH] = (byte) (inlineRecord.length() >>> 8);
            bytes[HEADER_LENGTH + 1] = (byte) inlineRecord.length();
            inlineRecord.copyTo(bytes, RECORD_START);
        }
    }

    /** Returns the record that is needed: the envelope's own, or else the item's. */
    KeyRecord record(Location where, ItemKeyRecord ofItem) {
        return inlineRecord == null ? ofItem.get(where) : inlineRecord;
    }

    boolean isInline() {
        return inlineRecord != null;
    }

    /** Returns the whole envelope, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns where nonce, ciphertext and tag begin. */
    int payload() {
        return payload;
    }

    private static void require(boolean condition, Location where, Reason reason) {
        if (!condition) {
            throw new DecryptionException(where, reason);
        }
    }
}
