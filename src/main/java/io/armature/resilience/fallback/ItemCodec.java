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
package io.armature.resilience.fallback;

import java.util.Map;
import java.util.zip.CRC32C;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stored form of an item.
 *
 * <p>A byte with the number of the format, the attributes, and four bytes of CRC-32C over all before. Attributes are their
 * number, then name and value of each; a value is a byte for its type, then its content. Numbers and lengths are unsigned, seven
 * bits a byte, the low ones first; text is UTF-8 after its length. Numbers of DynamoDB are text as DynamoDB wrote them.
 */
public final class ItemCodec {

    static final int FORMAT = 1;

    static final int CHECKSUM_BYTES = 4;

    private ItemCodec() {}

    /**
     * Returns the stored form.
     *
     * @throws IllegalArgumentException if a value is of no type that is known
     */
    static byte[] encode(Map<String, AttributeValue> item) {
        ItemWriter writer = new ItemWriter();
        writer.writeByte(FORMAT);
        writer.writeAttributes(item);
        int checksum = checksum(writer.bytes(), writer.length());
        for (int shift = 24; shift >= 0; shift -= 8) {
            writer.writeByte(checksum >>> shift);
        }
        return writer.toByteArray();
    }

    /**
     * Returns the item.
     *
     * @throws BrokenItemException if the bytes are of another format, or not as they were written
     */
    static Map<String, AttributeValue> decode(byte[] bytes) {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < 2) {
            throw new BrokenItemException("A stored item can't have only " + bytes.length + " bytes");
        }
        if (bytes[0] != FORMAT) {
            throw new BrokenItemException(
                    "The stored item has format " + (bytes[0] & 0xff) + ", this version reads " + FORMAT);
        }
        if (new ItemReader(bytes, end, bytes.length).readInt() != checksum(bytes, end)) {
            throw new BrokenItemException("The stored item's " + bytes.length + " bytes do not match their checksum");
        }
        ItemReader reader = new ItemReader(bytes, 1, end);
        Map<String, AttributeValue> item = reader.readAttributes();
        reader.requireEnd();
        return item;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /** Bytes that stand for the types of values; they are stored and never change. */
    static final class Type {

        static final int S = 1;
        static final int N = 2;
        static final int B = 3;
        static final int TRUE = 4;
        static final int FALSE = 5;
        static final int NULL = 6;
        static final int M = 7;
        static final int L = 8;
        static final int SS = 9;
        static final int NS = 10;
        static final int BS = 11;

        private Type() {}
    }
}
