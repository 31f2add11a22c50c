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

import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("F12")
class KeyAttributesTests {

    @Test
    void bytesShouldBeThoseOfTheFormat() {
        assertThat(hex(KeyAttributes.of("id", s("ä")))).isEqualTo("000000026964" + "01" + "00000002c3a4" + "00");
        assertThat(hex(KeyAttributes.of("id", n("1.50"), "at", b(0, 0xFF))))
                .isEqualTo("000000026964" + "02" + "00000005" + "3135452d31" + "01" + "000000026174" + "03"
                        + "0000000200ff");
    }

    @Test
    void bytesWhenNumbersAreEqualShouldBeTheSame() {
        assertThat(Stream.of("1000", "1E+3", "1000.0", "+1e3", "01000", ".1e4")
                        .map(number -> hex(KeyAttributes.of("id", n(number)))))
                .containsOnly(hex(KeyAttributes.of("id", n("1000"))));
        assertThat(hex(KeyAttributes.of("id", n("-0")))).isEqualTo(hex(KeyAttributes.of("id", n("0.0"))));
    }

    @Test
    void bytesWhenKeysDifferShouldDiffer() {
        assertThat(Stream.of(
                                KeyAttributes.of("id", s("1")),
                                KeyAttributes.of("id", n("1")),
                                KeyAttributes.of("id", b('1')),
                                KeyAttributes.of("id", n("-1")),
                                KeyAttributes.of("id", n("10")),
                                KeyAttributes.of("id", n("0.1")),
                                KeyAttributes.of("ix", s("1")),
                                KeyAttributes.of("id", s("1"), "at", s("")),
                                KeyAttributes.of("id", s("1"), "at", s("1")),
                                KeyAttributes.of("id", s("1"), "ax", s("1")),
                                KeyAttributes.of("at", s("1"), "id", s("1")))
                        .map(KeyAttributesTests::hex)
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void ofWhenValueIsNoKeyShouldNameTheAttributeButNotTheValue() {
        for (@Nullable
        AttributeValue value : java.util.Arrays.asList(
                null,
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromSs(List.of("secret")),
                AttributeValue.builder().build(),
                n("secret"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyAttributes.of("id", s("1"), "at", value))
                    .withMessageContaining("'at'")
                    .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("secret"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> KeyAttributes.of("id", s("\uD800")));
    }

    private static String hex(KeyAttributes keys) {
        return HexFormat.of().formatHex(keys.bytes());
    }
}
