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

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.armature.encryption.EncryptionException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns a value into the one sequence of bytes that stands for it. */
final class PlaintextWriter {

    private final Location where;

    private final ByteWriter out = new ByteWriter(0);

    private PlaintextWriter(Location where) {
        this.where = where;
    }

    /**
     * Returns the bytes of a value.
     *
     * @throws EncryptionException if DynamoDB would refuse the value, or change it on the way
     */
    static byte[] write(Location where, AttributeValue value) {
        return write(where, value, 0, 0);
    }

    /**
     * Returns the bytes of a value with room around them.
     *
     * @param before number of zeros before them
     * @param after number of zeros after them
     * @throws EncryptionException if DynamoDB would refuse the value, or change it on the way
     */
    static byte[] write(Location where, AttributeValue value, int before, int after) {
        PlaintextWriter writer = new PlaintextWriter(where);
        AttributeValue.Type type = type(value);
        byte[] bytes = switch (type) {
            case S -> writer.text(value.s());
            case N -> writer.number(value.n());
            case B -> value.b().asByteArrayUnsafe();
            default -> writer.nested(value);
        };
        byte code = switch (type) {
            case S -> ValueType.STRING;
            case N -> ValueType.NUMBER;
            case B -> ValueType.BINARY;
            default -> 0;
        };
        int start = code == 0 ? before : before + 1;
        byte[] roomy = new byte[Math.addExact(start + after, bytes.length)];
        roomy[before] = code;
        System.arraycopy(bytes, 0, roomy, start, bytes.length);
        return roomy;
    }

    private byte[] nested(AttributeValue value) {
        nested(value, 0);
        return out.toByteArray();
    }

    /** Writes a value that stands in a number of lists and maps. */
    private void nested(AttributeValue value, int depth) {
        switch (type(value)) {
            case S -> out.put(ValueType.STRING).putWithLength(text(value.s()));
            case N -> out.put(ValueType.NUMBER).putWithLength(number(value.n()));
            case B -> out.put(ValueType.BINARY).putWithLength(value.b().asByteArrayUnsafe());
            case BOOL -> out.put(ValueType.BOOLEAN).put(value.bool() ? 1 : 0);
            case NUL -> {
                require(value.nul(), Reason.NULL_FALSE);
                out.put(ValueType.NULL);
            }
            case SS -> set(ValueType.STRING_SET, texts(value.ss()));
            case NS -> set(ValueType.NUMBER_SET, numbers(value.ns()));
            case BS -> set(ValueType.BINARY_SET, binaries(value.bs()));
            case L -> list(value.l(), depth + 1);
            case M -> map(value.m(), depth + 1);
            default -> throw refusal(Reason.TYPE_UNCLEAR);
        }
    }

    private void list(List<AttributeValue> values, int depth) {
        require(depth <= ValueType.MAXIMUM_DEPTH, Reason.TOO_DEEP);
        out.put(ValueType.LIST).putInt(values.size());
        for (AttributeValue value : values) {
            nested(present(value), depth);
        }
    }

    private void map(Map<String, AttributeValue> values, int depth) {
        require(depth <= ValueType.MAXIMUM_DEPTH, Reason.TOO_DEEP);
        List<Member> members = new ArrayList<>(values.size());
        values.forEach((name, value) -> members.add(new Member(name(name), value)));
        members.sort((left, right) -> Arrays.compareUnsigned(left.name, right.name));
        out.put(ValueType.MAP).putInt(members.size());
        for (Member member : members) {
            out.putWithLength(member.name);
            nested(present(member.value), depth);
        }
    }

    private void set(byte type, List<byte[]> members) {
        require(!members.isEmpty(), Reason.SET_EMPTY);
        members.sort(Arrays::compareUnsigned);
        out.put(type).putInt(members.size());
        byte[] previous = null;
        for (byte[] member : members) {
            require(!Arrays.equals(previous, member), Reason.SET_MEMBERS_EQUAL);
            out.putWithLength(member);
            previous = member;
        }
    }

    private List<byte[]> texts(List<String> values) {
        List<byte[]> members = new ArrayList<>(values.size());
        for (String value : values) {
            members.add(text(value));
        }
        return members;
    }

    private List<byte[]> numbers(List<String> values) {
        Set<Decimal> decimals = new HashSet<>();
        List<byte[]> members = new ArrayList<>(values.size());
        for (String value : values) {
            require(decimals.add(decimal(value)), Reason.SET_MEMBERS_EQUAL);
            members.add(value.getBytes(US_ASCII));
        }
        return members;
    }

    private List<byte[]> binaries(List<SdkBytes> values) {
        List<byte[]> members = new ArrayList<>(values.size());
        for (SdkBytes value : values) {
            members.add(present(value).asByteArrayUnsafe());
        }
        return members;
    }

    private byte[] name(String name) {
        byte[] bytes = text(name);
        require(bytes.length > 0 && bytes.length <= ValueType.MAXIMUM_NAME_LENGTH, Reason.NAME_LENGTH);
        return bytes;
    }

    private byte[] text(@Nullable String value) {
        String text = present(value);
        require(Utf8.isWellFormed(text), Reason.UNPAIRED_SURROGATE);
        return text.getBytes(UTF_8);
    }

    private byte[] number(String text) {
        decimal(text);
        return text.getBytes(US_ASCII);
    }

    private Decimal decimal(@Nullable String text) {
        Decimal decimal = Decimal.parse(present(text));
        if (decimal == null) {
            throw refusal(Reason.NUMBER_MALFORMED);
        }
        require(!decimal.isTooPrecise(), Reason.NUMBER_TOO_PRECISE);
        require(!decimal.isOutOfRange(), Reason.NUMBER_OUT_OF_RANGE);
        return decimal;
    }

    /** The SDK has {@code null} for a value of several types. */
    private static AttributeValue.Type type(AttributeValue value) {
        AttributeValue.Type type = value.type();
        return type == null ? AttributeValue.Type.UNKNOWN_TO_SDK_VERSION : type;
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw refusal(Reason.TYPE_UNCLEAR);
        }
        return value;
    }

    private void require(boolean condition, Reason reason) {
        if (!condition) {
            throw refusal(reason);
        }
    }

    private EncryptionException refusal(Reason reason) {
        return new EncryptionException(where, reason);
    }

    private record Member(byte[] name, @Nullable AttributeValue value) {}
}
