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

import java.util.Arrays;

/** Growing array of bytes with the format's lengths: four bytes, or two, big-endian. Not safe for use by many threads. */
final class ByteWriter {

    /** Room that is made at the first growth of an empty array, in bytes. */
    private static final int SMALLEST = 128;

    private byte[] bytes;

    private int size;

    ByteWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    ByteWriter put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteWriter putShort(int value) {
        return put(value >>> 8).put(value);
    }

    ByteWriter putInt(int value) {
        return putShort(value >>> 16).putShort(value);
    }

    ByteWriter put(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** Writes a value after its length in four bytes. */
    ByteWriter putWithLength(byte[] value) {
        return putInt(value.length).put(value);
    }

    /** Writes a value after its length in two bytes; the caller has checked that the length fits. */
    ByteWriter putWithShortLength(byte[] value) {
        return putShort(value.length).put(value);
    }

    byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            long roomy = Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length + SMALLEST);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, roomy));
        }
    }
}
