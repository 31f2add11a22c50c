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

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes of items in bytes, by the rules in "DynamoDB item sizes and formats" of the developer guide: names and texts
 * count in UTF-8, numbers half a byte for each significant digit, lists and maps 3 bytes and 1 for each member.
 */
final class ItemSize {

    /** Largest item that DynamoDB stores. */
    static final int MAXIMUM = 400 * 1_024;

    private static final int LARGEST_NUMBER = 21;

    private static final int CONTAINER = 3;

    /** Type and length before a nested value in a plaintext, the most that a value takes beside its own bytes. */
    private static final int OVERHEAD = 5;

    /** Bytes of UTF-8 for one {@code char}, at the most. */
    private static final int UTF_8 = 3;

    private ItemSize() {}

    /** Returns the size of an item. */
    static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static long of(AttributeValue value) {
        return switch (type(value)) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case B -> bytes(value.b());
            case SS -> value.ss().stream().mapToLong(ItemSize::utf8).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
            case BS -> value.bs().stream().mapToLong(ItemSize::bytes).sum();
            case L ->
                CONTAINER
                        + value.l().stream().mapToLong(member -> 1 + of(member)).sum();
            case M -> CONTAINER + value.m().size() + of(value.m());
            default -> 1;
        };
    }

    /** Returns at least the size of an item, found without looking at each character. */
    static long atMost(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += atMost(attribute.getKey(), attribute.getValue());
        }
        return size;
    }

    /** Returns at least what an attribute adds to the size of an item. */
    static long atMost(String name, AttributeValue value) {
        return UTF_8 * (long) name.length() + atMost(value);
    }

    /** Returns at least the size of a value, and at least that of the plaintext which stands for it. */
    static long atMost(AttributeValue value) {
        return OVERHEAD
                + switch (type(value)) {
                    case S -> UTF_8 * (long) value.s().length();
                    case N -> value.n().length();
                    case B -> bytes(value.b());
                    case SS ->
                        value.ss().stream().mapToLong(ItemSize::textAtMost).sum();
                    case NS ->
                        value.ns().stream().mapToLong(ItemSize::textAtMost).sum();
                    case BS ->
                        value.bs().stream()
                                .mapToLong(member -> OVERHEAD + bytes(member))
                                .sum();
                    case L -> value.l().stream().mapToLong(ItemSize::atMost).sum();
                    case M -> value.m().size() * (long) OVERHEAD + atMost(value.m());
                    default -> 1;
                };
    }

    /** The SDK has {@code null} for a value of several types. */
    private static AttributeValue.Type type(AttributeValue value) {
        AttributeValue.Type type = value.type();
        return type == null ? AttributeValue.Type.UNKNOWN_TO_SDK_VERSION : type;
    }

    private static long textAtMost(String text) {
        return OVERHEAD + UTF_8 * (long) text.length();
    }

    private static long utf8(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The two halves of a surrogate pair are four bytes together.
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : UTF_8;
        }
        return size;
    }

    private static long bytes(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    private static long number(String text) {
        Decimal decimal = Decimal.parse(text);
        int digits = decimal == null ? text.length() : decimal.digits().length();
        return Math.min(LARGEST_NUMBER, (digits + 1) / 2 + 1);
    }
}
