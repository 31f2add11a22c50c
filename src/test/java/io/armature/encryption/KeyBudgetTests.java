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

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F4")
class KeyBudgetTests {

    private final KeyBudget budget = new KeyBudget(10, 100);

    @Test
    void reserveShouldGrantTheLimitsAndNoMore() {
        assertThat(budget.reserve(10, 100)).isTrue();
        assertThat(budget.reserve(1, 0)).isFalse();
        assertThat(budget.reserve(0, 1)).isFalse();
        assertThat(budget.reserve(0, 0)).isTrue();
    }

    @Test
    void reserveWhenMoreThanALimitIsAskedShouldTakeNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(budget.reserve(11, 1)).isFalse();
            assertThat(budget.reserve(1, 101)).isFalse();
        }
        assertThat(budget.reserve(10, 100)).isTrue();
    }

    @Test
    void reserveWhenOneOfTheTwoIsUsedUpShouldTakeNothingOfTheOther() {
        budget.reserve(6, 60);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.reserve(1, 41)).isFalse();
            assertThat(budget.reserve(5, 1)).isFalse();
        }
        assertThat(budget.reserve(4, 40)).isTrue();
    }

    @Test
    void reserveWhenKeyNeverEncryptsShouldRefuseEvenNothing() {
        assertThat(KeyBudget.NONE.reserve(0, 0)).isFalse();
        assertThat(KeyBudget.NONE.reserve(1, 1)).isFalse();
    }

    @Test
    void isNearlyUsedShouldTellFromFourFifthsOn() {
        budget.reserve(7, 79);
        assertThat(budget.isNearlyUsed()).isFalse();
        budget.reserve(1, 0);
        assertThat(budget.isNearlyUsed()).isTrue();

        KeyBudget byBytes = new KeyBudget(10, 100);
        byBytes.reserve(1, 79);
        assertThat(byBytes.isNearlyUsed()).isFalse();
        byBytes.reserve(1, 1);
        assertThat(byBytes.isNearlyUsed()).isTrue();
    }
}
