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
package io.armature.sample.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page of a customer's orders ended: the keys of its last order, written so that they fit into a URL.
 *
 * @param customerId partition key of the index
 * @param orderedAt sort key of the index
 * @param orderId partition key of the table
 */
record Cursor(
        @JsonProperty(required = true) long customerId,
        @JsonProperty(required = true) String orderedAt,
        @JsonProperty(required = true) long orderId) {

    Cursor {
        if (orderedAt.isBlank()) {
            throw new IllegalArgumentException("No time in the cursor");
        }
    }

    static Cursor of(KeysetScrollPosition position) {
        Map<String, Object> keys = position.getKeys();
        return new Cursor(
                number(keys.get("customerId")), String.valueOf(keys.get("orderedAt")), number(keys.get("orderId")));
    }

    private static long number(Object key) {
        return new BigDecimal(key.toString()).longValueExact();
    }

    /** @throws IllegalArgumentException if the text is none that {@link #encode} wrote */
    static Cursor decode(String text, JsonMapper json) {
        try {
            Cursor cursor = json.readValue(Base64.getUrlDecoder().decode(text), Cursor.class);
            if (cursor != null) {
                return cursor;
            }
            throw new IllegalArgumentException("No cursor");
        } catch (JacksonException ex) {
            throw new IllegalArgumentException("Not a cursor", ex);
        }
    }

    String encode(JsonMapper json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(this));
    }

    KeysetScrollPosition position() {
        return ScrollPosition.forward(Map.of(
                "customerId", BigDecimal.valueOf(customerId),
                "orderedAt", orderedAt,
                "orderId", BigDecimal.valueOf(orderId)));
    }
}
