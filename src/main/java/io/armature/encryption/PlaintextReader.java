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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns bytes back into the value that {@link PlaintextWriter} wrote, and refuses all others: what is read and written
 * again has the same bytes.
 *
 * <p>Nothing is allocated for a count before that many members can be there.
 */
final class PlaintextReader {

    /** Bytes of the shortest member of a map: length and one byte of its name, and a NULL. */
    private static final int SHORTEST_MEMBER = 4 + 1 + 1;

    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    private static final AttributeValue TRUE = AttributeValue.fromBool(true);

    private static final AttributeValue FALSE = AttributeValue.fromBool(false);

    private final byte[] bytes;

    private int position;

    private PlaintextReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the value of some bytes.
     *
     * @throws MalformedPlaintextException if no value is written so
     */
    static AttributeValue read(byte[] bytes) {
        require(bytes.length > 0, PlaintextFault.EMPTY);
        PlaintextReader reader = new PlaintextReader(bytes);
        byte type = reader.bytes[reader.position++];
        AttributeValue value = switch (type) {
            case ValueType.STRING -> AttributeValue.fromS(reader.text(reader.remaining()));
            case ValueType.NUMBER -> AttributeValue.fromN(reader.number(reader.remaining()));
            case ValueType.BINARY -> AttributeValue.fromB(reader.binary(reader.remaining()));
            default -> reader.nested(type, 0);
        };
        require(reader.remaining() == 0, PlaintextFault.TRAILING_BYTES);
        return value;
    }

    private AttributeValue nested(byte type, int depth) {
        return switch (type) {
            case ValueType.STRING -> AttributeValue.fromS(text(length()));
            case ValueType.NUMBER -> AttributeValue.fromN(number(length()));
            case ValueType.BINARY -> AttributeValue.fromB(binary(length()));
            case ValueType.BOOLEAN -> bool();
            case ValueType.NULL -> NULL;
            case ValueType.STRING_SET -> AttributeValue.fromSs(texts());
            case ValueType.NUMBER_SET -> AttributeValue.fromNs(numbers());
            case ValueType.BINARY_SET -> AttributeValue.fromBs(binaries());
            case ValueType.LIST -> AttributeValue.fromL(list(depth + 1));
            case ValueType.MAP -> AttributeValue.fromM(map(depth + 1));
            default -> throw new MalformedPlaintextException(PlaintextFault.UNKNOWN_TYPE);
        };
    }

    private AttributeValue bool() {
        byte value = next();
        require(value == 0 || value == 1, PlaintextFault.BOOLEAN_UNCLEAR);
        return value == 1 ? TRUE : FALSE;
    }

    private List<AttributeValue> list(int depth) {
        require(depth <= ValueType.MAXIMUM_DEPTH, PlaintextFault.TOO_DEEP);
        int count = count(1);
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(nested(next(), depth));
        }
        return values;
    }

    private Map<String, AttributeValue> map(int depth) {
        require(depth <= ValueType.MAXIMUM_DEPTH, PlaintextFault.TOO_DEEP);
        int count = count(SHORTEST_MEMBER);
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        Order order = new Order();
        for (int i = 0; i < count; i++) {
            int length = length();
            require(length > 0 && length <= ValueType.MAXIMUM_NAME_LENGTH, PlaintextFault.NAME_LENGTH);
            order.next(length);
            String name = text(length);
            values.put(name, nested(next(), depth));
        }
        return values;
    }

    private List<String> texts() {
        int count = setCount();
        List<String> members = new ArrayList<>();
        Order order = new Order();
        for (int i = 0; i < count; i++) {
            int length = length();
            order.next(length);
            members.add(text(length));
        }
        return members;
    }

    private List<String> numbers() {
        List<String> members = texts();
        Set<Decimal> decimals = new HashSet<>();
        for (String member : members) {
            require(decimals.add(decimal(member)), PlaintextFault.SET_MEMBERS_EQUAL);
        }
        return members;
    }

    private List<SdkBytes> binaries() {
        int count = setCount();
        List<SdkBytes> members = new ArrayList<>();
        Order order = new Order();
        for (int i = 0; i < count; i++) {
            int length = length();
            order.next(length);
            members.add(binary(length));
        }
        return members;
    }

    private int setCount() {
        int count = count(Integer.BYTES);
        require(count > 0, PlaintextFault.SET_EMPTY);
        return count;
    }

    private int count(int shortest) {
        int count = readInt();
        require(count >= 0 && count <= remaining() / shortest, PlaintextFault.COUNT_BEYOND_END);
        return count;
    }

    private int length() {
        int length = readInt();
        require(length >= 0 && length <= remaining(), PlaintextFault.CUT_SHORT);
        return length;
    }

    private String number(int length) {
        String text = text(length);
        decimal(text);
        return text;
    }

    private static Decimal decimal(String text) {
        Decimal decimal = Decimal.parse(text);
        if (decimal == null || decimal.isTooPrecise() || decimal.isOutOfRange()) {
            throw new MalformedPlaintextException(PlaintextFault.NUMBER_INVALID);
        }
        return decimal;
    }

    private String text(int length) {
        String text = Utf8.decode(bytes, position, length);
        if (text == null) {
            throw new MalformedPlaintextException(PlaintextFault.TEXT_MALFORMED);
        }
        position += length;
        return text;
    }

    private SdkBytes binary(int length) {
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return SdkBytes.fromByteArrayUnsafe(value);
    }

    private int readInt() {
        return next() << 24 | (next() & 0xFF) << 16 | (next() & 0xFF) << 8 | (next() & 0xFF);
    }

    private byte next() {
        require(remaining() > 0, PlaintextFault.CUT_SHORT);
        return bytes[position++];
    }

    private int remaining() {
        return bytes.length - position;
    }

    private static void require(boolean condition, PlaintextFault fault) {
        if (!condition) {
            throw new MalformedPlaintextException(fault);
        }
    }

    /** Sees to it that members, or names, ascend; equal ones do not. */
    private final class Order {

        private int start = -1;

        private int end;

        /** Compares the bytes at the reader's position with those of the call before. */
        void next(int length) {
            require(
                    start < 0 || Arrays.compareUnsigned(bytes, start, end, bytes, position, position + length) < 0,
                    PlaintextFault.DISORDER);
            start = position;
            end = position + length;
        }
    }
}
