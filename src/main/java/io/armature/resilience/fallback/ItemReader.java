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

import io.armature.resilience.fallback.ItemCodec.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what {@link ItemWriter} wrote, and takes nothing for granted: no length, no type, no depth. */
final class ItemReader {

    /** DynamoDB nests 32 levels deep. */
    private static final int DEEPEST = 40;

    /** Five times seven bits hold every length. */
    private static final int LONGEST_LENGTH = 5;

    private final byte[] bytes;

    private final int end;

    private int position;

    private int depth;

    ItemReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    Map<String, AttributeValue> readAttributes() {
        int size = readCount();
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            String name = readText();
            if (attributes.put(name, readValue()) != null) {
                throw broken("an attribute comes twice");
            }
        }
        return attributes;
    }

    private AttributeValue readValue() {
        if (++depth > DEEPEST) {
            throw broken("values are nested too deep");
        }
        AttributeValue value = readTyped(readByte());
        depth--;
        return value;
    }

    private AttributeValue readTyped(int type) {
        return switch (type) {
            case Type.S -> AttributeValue.fromS(readText());
            case Type.N -> AttributeValue.fromN(readText());
            case Type.B -> AttributeValue.fromB(readBytes());
            case Type.TRUE -> AttributeValue.fromBool(true);
            case Type.FALSE -> AttributeValue.fromBool(false);
            case Type.NULL -> AttributeValue.fromNul(true);
            case Type.M -> AttributeValue.fromM(readAttributes());
            case Type.L -> AttributeValue.fromL(readList(this::readValue));
            case Type.SS -> AttributeValue.fromSs(readList(this::readText));
            case Type.NS -> AttributeValue.fromNs(readList(this::readText));
            case Type.BS -> AttributeValue.fromBs(readList(this::readBytes));
            default -> throw broken("a value has the unknown type " + type);
        };
    }

    private <T> List<T> readList(Supplier<T> element) {
        int size = readCount();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    private String readText() {
        int length = readCount();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, length))
                    .toString();
            position += length;
            return text;
        } catch (CharacterCodingException ex) {
            throw new BrokenItemException("The stored item breaks at byte " + position + ": not UTF-8", ex);
        }
    }

    private SdkBytes readBytes() {
        int length = readCount();
        SdkBytes content = SdkBytes.fromByteBuffer(ByteBuffer.wrap(bytes, position, length));
        position += length;
        return content;
    }

    /** Reads how many bytes or elements follow: never more than there are bytes left, since each element takes one. */
    private int readCount() {
        long count = 0;
        for (int i = 0; i < LONGEST_LENGTH; i++) {
            int next = readByte();
            count |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                if (count > end - position) {
                    throw broken("a length reaches beyond the end");
                }
                return (int) count;
            }
        }
        throw broken("a length has no end");
    }

    int readInt() {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | readByte();
        }
        return value;
    }

    private int readByte() {
        if (position >= end) {
            throw broken("it ends too soon");
        }
        return bytes[position++] & 0xff;
    }

    void requireEnd() {
        if (position != end) {
            throw broken("more follows than belongs to it");
        }
    }

    private BrokenItemException broken(String what) {
        return new BrokenItemException("The stored item breaks at byte " + position + ": " + what);
    }
}
