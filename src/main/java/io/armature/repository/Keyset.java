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
package io.armature.repository;

import io.armature.mapping.Entity;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Scroll positions of one query. A position holds the keys of an item as plain values, which survive a way through JSON:
 * text for S, {@link BigDecimal} for N, {@code byte[]} for B, which is read as Base64 as well.
 */
final class Keyset {

    private final Entity<?> entity;
    private final List<String> attributes;

    Keyset(Entity<?> entity, List<String> attributes) {
        this.entity = entity;
        this.attributes = attributes;
    }

    KeysetScrollPosition position(Map<String, AttributeValue> item, ScrollPosition.Direction direction) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String attribute : attributes) {
            AttributeValue value = item.get(attribute);
            if (value != null) {
                keys.put(attribute, plain(value));
            }
        }
        return ScrollPosition.of(keys, direction);
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case N -> new BigDecimal(value.n());
            case B -> value.b().asByteArray();
            default -> value.s();
        };
    }

    /** Returns the key to start after, empty for the beginning. */
    Map<String, AttributeValue> startKey(ScrollPosition position) {
        if (position.isInitial()) {
            return Map.of();
        }
        if (!(position instanceof KeysetScrollPosition keyset)) {
            throw new IllegalArgumentException(
                    "DynamoDB scrolls by keys: start with ScrollPosition.keyset() and go on with Window.positionAt()");
        }
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String attribute : attributes) {
            key.put(attribute, attributeValue(attribute, keyset.getKeys().get(attribute)));
        }
        return key;
    }

    private static SdkBytes bytes(Object value) {
        // JSON has no bytes: what went in as byte[] comes back as Base64.
        byte[] plain = value instanceof String text ? Base64.getDecoder().decode(text) : (byte[]) value;
        return SdkBytes.fromByteArray(plain);
    }

    private AttributeValue attributeValue(String attribute, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "The scroll position lacks key '" + attribute + "': it belongs to another query than this one");
        }
        try {
            return switch (entity.keyType(attribute)) {
                case N -> AttributeValue.fromN(new BigDecimal(value.toString()).toPlainString());
                case B -> AttributeValue.fromB(bytes(value));
                default -> AttributeValue.fromS((String) value);
            };
        } catch (IllegalArgumentException | ClassCastException ex) {
            throw new IllegalArgumentException(
                    "Key '" + attribute + "' of the scroll position is not of type " + entity.keyType(attribute)
                            + ": it belongs to another query than this one",
                    ex);
        }
    }
}
