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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of every type for tests. */
final class Values {

    private Values() {}

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    static AttributeValue b(int... bytes) {
        return AttributeValue.fromB(bytes(bytes));
    }

    static AttributeValue b(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    static SdkBytes bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return SdkBytes.fromByteArray(array);
    }

    /** The values of the golden items, by attribute. */
    static Map<String, AttributeValue> golden() {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put("string", s("Grüße 👋"));
        values.put("empty-string", s(""));
        values.put("number", n("1.50"));
        values.put("binary", b(0, 0xFF));
        values.put("empty-binary", b());
        values.put("bool-true", AttributeValue.fromBool(true));
        values.put("bool-false", AttributeValue.fromBool(false));
        values.put("null", AttributeValue.fromNul(true));
        values.put("string-set", AttributeValue.fromSs(List.of("b", "a", "ä", "")));
        values.put("number-set", AttributeValue.fromNs(List.of("10", "9", "-1.50", "1E+3")));
        values.put("binary-set", AttributeValue.fromBs(List.of(bytes(2), bytes(1, 0), bytes(0xFF))));
        values.put(
                "list",
                AttributeValue.fromL(List.of(
                        s("x"),
                        n("-0"),
                        AttributeValue.fromNul(true),
                        AttributeValue.fromL(List.of()),
                        AttributeValue.fromM(Map.of()),
                        b(1))));
        values.put(
                "map",
                AttributeValue.fromM(Map.of(
                        "z", s("last"),
                        "a", AttributeValue.fromM(Map.of("deep", AttributeValue.fromSs(List.of("s")))),
                        "ä", AttributeValue.fromBool(false),
                        "n", AttributeValue.fromNs(List.of("0.1")))));
        return values;
    }

    /** Returns a value that stands in a number of lists. */
    static AttributeValue inLists(int lists, AttributeValue value) {
        return lists == 0 ? value : AttributeValue.fromL(List.of(inLists(lists - 1, value)));
    }

    static AttributeValue random(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> s(text(random));
            case 1 -> n(number(random));
            case 2 -> b(binary(random));
            case 3 -> AttributeValue.fromBool(random.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> {
                Set<String> members = new HashSet<>(Set.of(text(random)));
                random.ints(random.nextInt(4)).forEach(i -> members.add(text(random)));
                yield AttributeValue.fromSs(List.copyOf(members));
            }
            case 6 -> {
                TreeMap<java.math.BigDecimal, String> members = new TreeMap<>();
                random.ints(1 + random.nextInt(4)).forEach(i -> {
                    String number = number(random);
                    members.put(new java.math.BigDecimal(number), number);
                });
                yield AttributeValue.fromNs(List.copyOf(members.values()));
            }
            case 7 -> {
                TreeSet<String> members = new TreeSet<>();
                random.ints(1 + random.nextInt(4)).forEach(i -> members.add(text(random)));
                yield AttributeValue.fromBs(
                        members.stream().map(SdkBytes::fromUtf8String).toList());
            }
            case 8 -> {
                List<AttributeValue> values = new ArrayList<>();
                random.ints(random.nextInt(4)).forEach(i -> values.add(random(random, depth - 1)));
                yield AttributeValue.fromL(values);
            }
            default -> {
                Map<String, AttributeValue> values = new HashMap<>();
                random.ints(random.nextInt(4)).forEach(i -> values.put("k" + text(random), random(random, depth - 1)));
                yield AttributeValue.fromM(values);
            }
        };
    }

    /** Returns the value with its sets, which have no order, in one order. */
    static AttributeValue ordered(AttributeValue value) {
        return switch (value.type()) {
            case SS -> AttributeValue.fromSs(value.ss().stream().sorted().toList());
            case NS -> AttributeValue.fromNs(value.ns().stream().sorted().toList());
            case BS ->
                AttributeValue.fromBs(value.bs().stream()
                        .sorted((left, right) -> left.toString().compareTo(right.toString()))
                        .toList());
            case L ->
                AttributeValue.fromL(value.l().stream().map(Values::ordered).toList());
            case M -> {
                Map<String, AttributeValue> members = new HashMap<>();
                value.m().forEach((name, member) -> members.put(name, ordered(member)));
                yield AttributeValue.fromM(members);
            }
            default -> value;
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(6), 0, 0x110000)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static String number(Random random) {
        return new java.math.BigDecimal(new java.math.BigInteger(random.nextInt(120), random), random.nextInt(40) - 20)
                .toString();
    }

    private static byte[] binary(Random random) {
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return bytes;
    }
}
