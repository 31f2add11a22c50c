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
import io.armature.encryption.keys.KeyKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A wrapped data key with all that is needed to unwrap it; equal records have equal bytes. Immutable.
 *
 * <p>Nothing in it is secret, and nothing in it is trusted until it has been unwrapped.
 */
final class KeyRecord {

    static final int VERSION = 1;

    private static final int COMMITMENT_LENGTH = 32;

    private static final int MAXIMUM_ARN_LENGTH = 2_048;

    private static final int MAXIMUM_WRAPPED_LENGTH = 6_144;

    /** Version, kind and context. */
    private static final int HEADER_LENGTH = 3;

    private static final int SHORTEST = HEADER_LENGTH + 2 + 1 + COMMITMENT_LENGTH + 2 + 1;

    private final byte[] encoded;

    private final KeyKind kind;

    private final String keyArn;

    private final int hash;

    private KeyRecord(byte[] encoded, KeyKind kind, String keyArn) {
        this.encoded = encoded;
        this.kind = kind;
        this.keyArn = keyArn;
        this.hash = Arrays.hashCode(encoded);
    }

    /**
     * Creates a record.
     *
     * @param kind who wrapped the key
     * @param context number of the configured set of context pairs, 0 to 255, where 0 means none
     * @param keyArn what {@code GenerateDataKey} named the wrapping key, 1 to 2,048 bytes
     * @param commitment commitment of the data key, 32 bytes
     * @param wrapped the wrapped data key, 1 to 6,144 bytes
     * @throws IllegalArgumentException if one of them is beyond its bounds
     */
    static KeyRecord of(KeyKind kind, int context, String keyArn, byte[] commitment, byte[] wrapped) {
        byte[] arn = Utf8.encode(keyArn);
        checkLength("context set", context, 0, 255);
        checkLength("key ARN", arn.length, 1, MAXIMUM_ARN_LENGTH);
        checkLength("commitment", commitment.length, COMMITMENT_LENGTH, COMMITMENT_LENGTH);
        checkLength("wrapped key", wrapped.length, 1, MAXIMUM_WRAPPED_LENGTH);
        byte[] encoded = new ByteWriter(SHORTEST + arn.length + wrapped.length)
                .put(VERSION)
                .put(code(kind))
                .put(context)
                .putWithShortLength(arn)
                .put(commitment)
                .putWithShortLength(wrapped)
                .toByteArray();
        return new KeyRecord(encoded, kind, keyArn);
    }

    /**
     * Reads a record.
     *
     * @param where which attribute needs it
     * @param stored the bytes; copied
     * @throws DecryptionException if they are no record of this version
     */
    static KeyRecord parse(Location where, byte[] stored) {
        require(stored.length >= SHORTEST, where, Reason.RECORD_MALFORMED);
        KeyKind kind = kind(stored[1]);
        if (stored[0] != VERSION || kind == null) {
            throw new DecryptionException(where, Reason.RECORD_UNSUPPORTED);
        }
        ByteBuffer in = ByteBuffer.wrap(stored, HEADER_LENGTH, stored.length - HEADER_LENGTH);
        int arnLength = Short.toUnsignedInt(in.getShort());
        require(arnLength >= 1 && arnLength <= MAXIMUM_ARN_LENGTH, where, Reason.RECORD_MALFORMED);
        require(in.remaining() >= arnLength + COMMITMENT_LENGTH + 2, where, Reason.RECORD_MALFORMED);
        String arn = Utf8.decode(stored, in.position(), arnLength);
        if (arn == null) {
            throw new DecryptionException(where, Reason.RECORD_MALFORMED);
        }
        in.position(in.position() + arnLength + COMMITMENT_LENGTH);
        int wrappedLength = Short.toUnsignedInt(in.getShort());
        require(wrappedLength >= 1 && wrappedLength <= MAXIMUM_WRAPPED_LENGTH, where, Reason.RECORD_MALFORMED);
        require(in.remaining() == wrappedLength, where, Reason.RECORD_MALFORMED);
        return new KeyRecord(stored.clone(), kind, arn);
    }

    KeyKind kind() {
        return kind;
    }

    /** Returns the number of the configured set of context pairs, 0 to 255. */
    int context() {
        return Byte.toUnsignedInt(encoded[2]);
    }

    /** Returns what names the wrapping key; whoever writes the table chooses it, so check it before it is used. */
    String keyArn() {
        return keyArn;
    }

    byte[] commitment() {
        int start = commitmentStart();
        return Arrays.copyOfRange(encoded, start, start + COMMITMENT_LENGTH);
    }

    byte[] wrappedKey() {
        return Arrays.copyOfRange(encoded, commitmentStart() + COMMITMENT_LENGTH + 2, encoded.length);
    }

    /** Returns the record as it is stored, a copy. */
    byte[] toByteArray() {
        return encoded.clone();
    }

    int length() {
        return encoded.length;
    }

    /** Copies the record as it is stored. */
    void copyTo(byte[] target, int offset) {
        System.arraycopy(encoded, 0, target, offset, encoded.length);
    }

    private int commitmentStart() {
        int arnLength =
                Byte.toUnsignedInt(encoded[HEADER_LENGTH]) << 8 | Byte.toUnsignedInt(encoded[HEADER_LENGTH + 1]);
        return HEADER_LENGTH + 2 + arnLength;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyRecord record && Arrays.equals(encoded, record.encoded);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "KeyRecord[%s, %s]".formatted(kind, keyArn);
    }

    private static void checkLength(String name, int length, int minimum, int maximum) {
        if (length < minimum || length > maximum) {
            throw new IllegalArgumentException(
                    "The %s of a key record is %d; allowed are %d to %d".formatted(name, length, minimum, maximum));
        }
    }

    private static void require(boolean condition, Location where, Reason reason) {
        if (!condition) {
            throw new DecryptionException(where, reason);
        }
    }

    /** The format reserves 02. */
    private static int code(KeyKind kind) {
        return switch (kind) {
            case KMS -> 1;
            case LOCAL -> 3;
        };
    }

    private static @Nullable KeyKind kind(byte code) {
        return switch (code) {
            case 1 -> KeyKind.KMS;
            case 3 -> KeyKind.LOCAL;
            default -> null;
        };
    }
}
