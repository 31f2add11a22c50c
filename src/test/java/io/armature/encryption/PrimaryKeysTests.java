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

import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link PrimaryKeys}. */
@Tag("F19")
class PrimaryKeysTests {

    @ParameterizedTest
    @CsvSource({"1,1.0", "1000,1E+3", "0,-0", "1.5,15e-1", "-2,-2.00", "x,x"})
    void sameWhenNumbersAreEqualShouldHold(String one, String other) {
        assertThat(PrimaryKeys.same(n(one), n(other))).isTrue();
        assertThat(PrimaryKeys.canonical(n(one))).isEqualTo(PrimaryKeys.canonical(n(other)));
    }

    @ParameterizedTest
    @CsvSource({"1,10", "1,-1", "0.1,0.10000001", "x,1", "1,x"})
    void sameWhenNumbersDifferShouldNotHold(String one, String other) {
        assertThat(PrimaryKeys.same(n(one), n(other))).isFalse();
    }

    @Test
    void sameShouldCompareTextsAsTheyAreAndTypesToo() {
        assertThat(PrimaryKeys.same(s("1.0"), s("1.0"))).isTrue();
        assertThat(PrimaryKeys.same(s("1.0"), s("1"))).isFalse();
        assertThat(PrimaryKeys.same(s("1"), n("1"))).isFalse();
    }
}
