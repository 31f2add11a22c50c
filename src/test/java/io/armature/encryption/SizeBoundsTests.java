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

import io.armature.client.ItemSizes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The sizes that DynamoDB's documentation tells, and estimates that may only be too high. */
class SizeBoundsTests {

    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(s(""), 0),
                Arguments.of(s("abc"), 3),
                Arguments.of(s("\u007F"), 1),
                Arguments.of(s("\u0080"), 2),
                Arguments.of(s("\u07FF"), 2),
                Arguments.of(s("\u0800"), 3),
                Arguments.of(s("ä€👋"), 2 + 3 + 4),
                Arguments.of(b(), 0),
                Arguments.of(b(1, 2, 3, 4), 4),
                Arguments.of(AttributeValue.fromBool(false), 1),
                Arguments.of(AttributeValue.fromNul(true), 1),
                Arguments.of(AttributeValue.fromSs(List.of("ab", "ä")), 2 + 2),
                Arguments.of(AttributeValue.fromNs(List.of("1", "123")), 2 + 3),
                Arguments.of(AttributeValue.fromBs(List.of(Values.bytes(1), Values.bytes(1, 2))), 1 + 2),
                Arguments.of(AttributeValue.fromL(List.of()), 3),
                Arguments.of(AttributeValue.fromL(List.of(s("ab"), b(1))), 3 + 1 + 2 + 1 + 1),
                Arguments.of(AttributeValue.fromM(Map.of()), 3),
                Arguments.of(AttributeValue.fromM(Map.of("k", s("ab"), "ä", b(1))), 3 + 1 + 1 + 2 + 1 + 2 + 1),
                Arguments.of(AttributeValue.builder().build(), 1),
                Arguments.of(AttributeValue.builder().s("a").n("1").build(), 1));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void ofShouldBeTheNameAndTheValue(AttributeValue value, long size) {
        assertThat(ItemSizes.of(Map.of("n", value))).isEqualTo(1 + size);
        assertThat(ItemSizes.of(Map.of("größe", value, "other", s("x")))).isEqualTo(7 + size + 5 + 1);
    }

    @Test
    void atMostShouldNeverBeBelowTheSizeNorThatOfThePlaintext() {
        Random random = new Random(6);
        Location where = new Location("t", "a");
        for (int i = 0; i < 500; i++) {
            AttributeValue value = Values.random(random, 4);
            assertThat(SizeBounds.atMost(Map.of("ä", value))).isGreaterThanOrEqualTo(ItemSizes.of(Map.of("ä", value)));
            assertThat(SizeBounds.atMost(value)).isGreaterThanOrEqualTo(PlaintextWriter.write(where, value).length);
        }
    }

    static Stream<Arguments> estimates() {
        return Stream.of(
                Arguments.of(s("abc"), 5 + 9),
                Arguments.of(n("-12.5"), 5 + 5),
                Arguments.of(b(1, 2), 5 + 2),
                Arguments.of(AttributeValue.fromBool(true), 5 + 1),
                Arguments.of(AttributeValue.fromSs(List.of("a", "b")), 5 + 2 * (5 + 3)),
                Arguments.of(AttributeValue.fromNs(List.of("1", "2")), 5 + 2 * (5 + 3)),
                Arguments.of(AttributeValue.fromBs(List.of(Values.bytes(1), Values.bytes(2))), 5 + 2 * (5 + 1)),
                Arguments.of(AttributeValue.fromL(List.of(b(1), b(2))), 5 + 2 * (5 + 1)),
                Arguments.of(AttributeValue.fromM(Map.of("k", b(1), "l", b(2))), 5 + 2 * (5 + 3 + 5 + 1)));
    }

    /** Each member and value counts 5 bytes beside its own, and each character 3: no limit is reached for nothing. */
    @ParameterizedTest
    @MethodSource("estimates")
    void atMostShouldCountNoMoreThanEachPartCanTake(AttributeValue value, long estimate) {
        assertThat(SizeBounds.atMost(value)).isEqualTo(estimate);
        assertThat(SizeBounds.atMost(Map.of("ab", value))).isEqualTo(6 + estimate);
    }
}
