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
package io.armature.client;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes of items as DynamoDB counts them against its limit of 400 KB.
 *
 * <p>The rules are those of "DynamoDB item sizes and formats" in the developer guide of DynamoDB: the size of an item is that of
 * its names and its values, both counted in UTF-8. A binary value counts its bytes, a boolean or null 1, a number 1 and 1 more for
 * each two significant digits begun, a set the sum of its elements. A list or map counts 3, and 1 for each element beside the
 * element itself. The guide calls the size of numbers approximate; what it leaves open is counted as DynamoDB Local does: pairs
 * of digits begin at the decimal point, 0 counts 1, and the sign of a negative number counts 1. What indexes and
 * the table itself store beside an item does not count.
 */
public final class ItemSizes {

    /** Largest item that DynamoDB stores, in bytes: 400 KB. */
    public static final long MAXIMUM = 400 * 1_024;

    private static final int LARGEST_NUMBER = 21;

    private static final int CONTAINER = 3;

    private static final int NOT_PLAIN = -1;

    private ItemSizes() {}

    /**
     * Returns the size of an item.
     *
     * @param item the item as it is sent to DynamoDB
     * @return the size in bytes
     */
    public static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += of(attribute.getKey(), attribute.getValue());
        }
        return size;
    }

    /**
     * Returns the size of one attribute.
     *
     * @param name its name
     * @param value its value
     * @return the size of both in bytes
     */
    public static long of(String name, AttributeValue value) {
        return text(name) + of(value);
    }

    /**
     * Returns the largest attributes of an item.
     *
     * @param item the item as it is sent to DynamoDB
     * @param count how many to return at most
     * @return their sizes in bytes by their names, the largest first
     */
    public static Map<String, Long> largest(Map<String, AttributeValue> item, int count) {
        Map<String, Long> largest = new LinkedHashMap<>();
        item.entrySet().stream()
                .map(attribute -> Map.entry(attribute.getKey(), of(attribute.getKey(), attribute.getValue())))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .forEach(attribute -> largest.put(attribute.getKey(), attribute.getValue()));
        return largest;
    }

    private static long of(AttributeValue value) {
        AttributeValue.Type type = value.type();
        return switch (type == null ? AttributeValue.Type.UNKNOWN_TO_SDK_VERSION : type) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> bytes(value.b());
            case SS -> value.ss().stream().mapToLong(ItemSizes::text).sum();
            case NS -> value.ns().stream().mapToLong(ItemSizes::number).sum();
            case BS -> value.bs().stream().mapToLong(ItemSizes::bytes).sum();
            case L ->
                CONTAINER
                        + value.l().size()
                        + value.l().stream().mapToLong(ItemSizes::of).sum();
            case M -> CONTAINER + value.m().size() + of(value.m());
            default -> 1;
        };
    }

    /** Counts what UTF-8 takes, without encoding; the halves of a surrogate pair take two bytes each. */
    private static long text(String text) {
        int length = text.length();
        long bytes = length;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
            }
        }
        return bytes;
    }

    private static long bytes(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    private static long number(String text) {
        // Pairs of digits begin at the decimal point, so 1200 is the pair 12, and 120 the pairs 1 and 20.
        int digits = plainDigits(text);
        if (digits == NOT_PLAIN) {
            try {
                BigDecimal number = new BigDecimal(text).stripTrailingZeros();
                digits = number.signum() == 0 ? 0 : number.precision() + Math.floorMod(number.scale(), 2);
            } catch (NumberFormatException ex) {
                return text.length();
            }
        }
        if (digits == 0) {
            return 1;
        }
        int sign = text.charAt(0) == '-' ? 1 : 0;
        return Math.min(LARGEST_NUMBER, 1 + (digits + 1) / 2 + sign);
    }

    /** Counts the digits that the pairs of a number have, without making another one of it as exponents need it. */
    private static int plainDigits(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int digits = 0;
        int beforePoint = -1;
        int first = -1;
        int last = -1;
        for (int i = start; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '.' && beforePoint < 0) {
                beforePoint = digits;
            } else if (character < '0' || character > '9') {
                return NOT_PLAIN;
            } else {
                if (character != '0') {
                    first = first < 0 ? digits : first;
                    last = digits;
                }
                digits++;
            }
        }
        if (first < 0) {
            return digits == 0 ? NOT_PLAIN : 0;
        }
        int scale = last + 1 - (beforePoint < 0 ? digits : beforePoint);
        return last - first + 1 + Math.floorMod(scale, 2);
    }
}
