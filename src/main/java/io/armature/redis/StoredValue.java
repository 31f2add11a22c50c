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
package io.armature.redis;

import io.armature.resilience.fallback.StoredCopy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as the scripts write it (see {@code value.lua}).
 *
 * @param kind kind of value
 * @param timeMicros when the read began, or the marker was set
 * @param floorMicros when a read must have begun to fill
 * @param tag version of a copy, token of a marker
 * @param item the item, empty for a marker
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredValue(Kind kind, long timeMicros, long floorMicros, long tag, byte[] item) {

    private static final byte FORMAT = 1;

    private static final int HEADER = 26;

    /** Reads a value; {@code null} if it is of another format than this version of the library knows. */
    static @Nullable StoredValue read(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != FORMAT) {
            return null;
        }
        Kind kind = Kind.of(bytes[1]);
        if (kind == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, HEADER - 2);
        return new StoredValue(
                kind,
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }

    boolean isCopy() {
        return kind == Kind.VERSIONED || kind == Kind.UNVERSIONED;
    }

    StoredCopy toCopy() {
        return new StoredCopy(timeMicros, (kind == Kind.VERSIONED) ? unordered(tag) : null, item);
    }

    /** The kind that a copy is stored as. */
    static Kind kindOf(StoredCopy copy) {
        if (copy.item() == null) {
            return Kind.MARKER;
        }
        return (copy.version() != null) ? Kind.VERSIONED : Kind.UNVERSIONED;
    }

    /** The tag of a copy: its version, so that the order of unsigned numbers is the order of versions. */
    static byte[] tagOf(StoredCopy copy) {
        Long version = copy.version();
        return bytes((version != null) ? version ^ Long.MIN_VALUE : 0);
    }

    private static long unordered(long tag) {
        return tag ^ Long.MIN_VALUE;
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Kinds of values. */
    enum Kind {
        RENEWABLE_MARKER('M'),
        MARKER('A'),
        VERSIONED('C'),
        UNVERSIONED('U');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        byte[] bytes() {
            return new byte[] {code};
        }

        static @Nullable Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }
}
