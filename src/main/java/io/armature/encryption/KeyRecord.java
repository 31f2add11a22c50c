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
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    private static final int ARN_START = HEADER_LENGTH + 2;

    private static final int SHORTEST = HEADER_LENGTH + 2 + 1 + COMMITMENT_LENGTH + 2 + 1;

    private static final int LONGEST_PRINTED = 200;

    private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9:/_.-]");

    private final byte[] encoded;

    private final KeyKind kind;

    private final String keyArn;

    private final int hash;

    private final AttributeValue stored;

    private KeyRecord(byte[] encoded, KeyKind kind, String keyArn) {
        this.encoded = encoded;
        this.kind = kind;
        this.keyArn = keyArn;
        this.hash = Arrays.hashCode(encoded);
        this.stored = AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(encoded));
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
        Reason fault = fault(stored);
        if (fault != null) {
            throw new DecryptionException(where, fault);
        }
        String arn = Utf8.decode(stored, ARN_START, arnLength(stored));
        if (arn == null) {
            throw new DecryptionException(where, Reason.RECORD_MALFORMED);
        }
        return new KeyRecord(stored.clone(), Objects.requireNonNull(kind(stored[1])), arn);
    }

    /** Returns what is wrong with the form of a record but for the spelling of its ARN, {@code null} if nothing. */
    private static @Nullable Reason fault(byte[] stored) {
        if (stored.length < SHORTEST) {
            return Reason.RECORD_MALFORMED;
        }
        if (stored[0] != VERSION || kind(stored[1]) == null) {
            return Reason.RECORD_UNSUPPORTED;
        }
        int arnLength = arnLength(stored);
        int wrappedStart = ARN_START + arnLength + COMMITMENT_LENGTH + 2;
        if (arnLength < 1 || arnLength > MAXIMUM_ARN_LENGTH || wrappedStart > stored.length) {
            return Reason.RECORD_MALFORMED;
        }
        int wrappedLength = shortAt(stored, wrappedStart - 2);
        boolean whole = wrappedStart + wrappedLength == stored.length;
        return whole && wrappedLength >= 1 && wrappedLength <= MAXIMUM_WRAPPED_LENGTH ? null : Reason.RECORD_MALFORMED;
    }

    /** Returns whether the bytes are of the form of a record. */
    static boolean isWellFormed(byte[] stored) {
        return fault(stored) == null && Utf8.decode(stored, ARN_START, arnLength(stored)) != null;
    }

    private static int arnLength(byte[] stored) {
        return shortAt(stored, HEADER_LENGTH);
    }

    private static int shortAt(byte[] bytes, int index) {
        return Byte.toUnsignedInt(bytes[index]) << 8 | Byte.toUnsignedInt(bytes[index + 1]);
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

    /** Returns the same for a message, which whoever writes the table must not be able to fill with what they like. */
    String printableArn() {
        String start = keyArn.substring(0, Math.min(keyArn.length(), LONGEST_PRINTED));
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }

    byte[] commitment() {
        int start = commitmentStart();
        return Arrays.copyOfRange(encoded, start, start + COMMITMENT_LENGTH);
    }

    byte[] wrappedKey() {
        return Arrays.copyOfRange(encoded, commitmentStart() + COMMITMENT_LENGTH + 2, encoded.length);
    }

    /** Returns the record as items carry it, always the same value. */
    AttributeValue toAttributeValue() {
        return stored;
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
        return ARN_START + arnLength(encoded);
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
