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

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F10")
@Tag("F12")
class DecimalTests {

    @ParameterizedTest
    @CsvSource({
        "1.0, 1E0",
        "100, 1E2",
        "1.50, 15E-1",
        "0, 0",
        "-0, 0",
        "0.00E5, 0",
        "-.50, -5E-1",
        "+1, 1E0",
        "1., 1E0",
        "1E+3, 1E3",
        "1e003, 1E3",
        "1000, 1E3",
        "0010.0100, 1001E-2",
        "-12E-3, -12E-3",
        "1E-999, 1E-999",
        ".5e1, 5E0"
    })
    void canonicalShouldBeTheSpellingThatEqualNumbersShare(String text, String canonical) {
        assertThat(decimal(text).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "+",
                ".",
                "-.",
                "e1",
                "1e",
                "1e+",
                "1e1000",
                "1_0",
                "1f",
                "0x1",
                "NaN",
                "1..2",
                "--1",
                "1,0",
                "\u0661",
                "1e\u0661",
                "1\n"
            })
    void parseWhenTextIsNoNumberShouldReturnNull(String text) {
        assertThat(Decimal.parse(text)).isNull();
    }

    @Test
    void canonicalShouldAgreeWithBigDecimal() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal left = random(random);
            BigDecimal right = random.nextBoolean() ? random(random) : left.setScale(left.scale() + random.nextInt(4));
            assertThat(decimal(left.toString())
                            .canonical()
                            .equals(decimal(right.toPlainString()).canonical()))
                    .isEqualTo(left.compareTo(right) == 0);
            assertThat(new BigDecimal(decimal(left.toString()).canonical())).isEqualByComparingTo(left);
        }
    }

    @Test
    void isTooPreciseShouldCountSignificantDigitsOnly() {
        assertThat(decimal("9".repeat(38)).isTooPrecise()).isFalse();
        assertThat(decimal("9".repeat(39)).isTooPrecise()).isTrue();
        assertThat(decimal("0".repeat(400) + "1" + "0".repeat(100)).isTooPrecise())
                .isFalse();
        assertThat(decimal("1." + "0".repeat(37) + "1").isTooPrecise()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "9.99E125, false",
        "1E126, true",
        "10E125, true",
        "0.1E126, false",
        "-1E126, true",
        "1E-130, false",
        "1E-131, true",
        "-1E-131, true",
        "10E-131, false",
        "12345678901234567890123456789012345678E-167, false",
        "12345678901234567890123456789012345678E-168, true",
        "12345678901234567890123456789012345678E88, false",
        "12345678901234567890123456789012345678E89, true",
        "0E999, false",
        "0E-999, false"
    })
    void isOutOfRangeShouldBeWhatDynamoDbRefuses(String text, boolean outOfRange) {
        assertThat(decimal(text).isOutOfRange()).isEqualTo(outOfRange);
    }

    @Test
    void parseWhenRowOfDigitsIsLongShouldTakeLinearTime() {
        String almost = "1".repeat(400_000) + "x";
        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> Decimal.parse(almost)));
    }

    @Test
    void toStringShouldHoldNothingOfTheNumber() {
        assertThat(decimal("4711")).hasToString("Decimal");
    }

    private static BigDecimal random(Random random) {
        return BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(12) - 6);
    }

    private static Decimal decimal(String text) {
        return Objects.requireNonNull(Decimal.parse(text));
    }
}
