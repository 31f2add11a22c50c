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
 * Bounds of the {@linkplain io.armature.client.ItemSizes sizes} of items, found without looking at each character: only an item
 * that might be too large has to be measured.
 */
final class SizeBounds {

    /** Type and length before a nested value in a plaintext, the most that a value takes beside its own bytes. */
    private static final int OVERHEAD = 5;

    /** Bytes of UTF-8 for one {@code char}, at the most. */
    private static final int UTF_8 = 3;

    private SizeBounds() {}

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
                        value.ss().stream().mapToLong(SizeBounds::textAtMost).sum();
                    case NS ->
                        value.ns().stream().mapToLong(SizeBounds::textAtMost).sum();
                    case BS ->
                        value.bs().stream()
                                .mapToLong(member -> OVERHEAD + bytes(member))
                                .sum();
                    case L -> value.l().stream().mapToLong(SizeBounds::atMost).sum();
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

    private static long bytes(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }
}
