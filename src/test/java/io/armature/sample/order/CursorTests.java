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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.sample.StoreWeb;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import tools.jackson.databind.json.JsonMapper;

class CursorTests {

    private static final Map<String, Object> KEYS = Map.of(
            "customerId", new BigDecimal("1"), "orderedAt", "2021-05-06T00:00:00Z", "orderId", new BigDecimal("98"));

    private final JsonMapper json = StoreWeb.json();

    @Test
    void decodeWhenEncodedShouldGiveThePositionBack() {
        String text = Cursor.of(ScrollPosition.forward(KEYS)).encode(json);
        KeysetScrollPosition position = Cursor.decode(text, json).position();
        assertThat(position.getKeys()).isEqualTo(KEYS);
        assertThat(position.scrollsForward()).isTrue();
    }

    @Test
    void encodeShouldNeedNoEscapeInUrl() {
        String text = new Cursor(1, "~~~???>>>", 98).encode(json);
        assertThat(text).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "no json",
                "{'customerId':1,'orderedAt':'2021-05-06T00:00:00Z'}",
                "{'customerId':1,'orderId':98}",
                "{'customerId':1,'orderedAt':null,'orderId':98}",
                "{'customerId':1,'orderedAt':'','orderId':98}",
                "{'customerId':1,'orderedAt':7,'orderId':98}",
                "{'customerId':'1','orderedAt':'2021-05-06T00:00:00Z','orderId':98}",
                "{'customerId':1,'orderedAt':'2021-05-06T00:00:00Z','orderId':98.5}",
                "{'customerId':1,'orderedAt':'2021-05-06T00:00:00Z','orderId':98,'more':1}"
            })
    void decodeWhenJsonIsNoCursorShouldRefuse(String text) {
        String encoded =
                Base64.getUrlEncoder().encodeToString(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(encoded, json));
    }

    @Test
    void decodeWhenNotBase64ShouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode("%%%", json));
    }
}
