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
package io.armature.batch;

import static io.armature.batch.SimulatedDynamoDb.MILLI;
import static io.armature.batch.SimulatedDynamoDb.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTests {

    private final Pace pace = new Pace(100, 0);

    @Test
    void reserveWhenNothingWasWaitedForShouldAskToWait() {
        assertThat(pace.reserve(25, 0)).isEqualTo(SECOND / 4);
        assertThat(pace.reserve(25, SECOND / 4)).isZero();
        assertThat(pace.reserve(25, SECOND / 4)).isEqualTo(SECOND / 4);
    }

    @Test
    void reserveWhenNobodyAskedForLongShouldHaveNoMoreThanOneBatch() {
        pace.reserve(25, 0);
        pace.reserve(25, SECOND / 4);
        pace.postpone(SECOND / 4);

        assertThat(pace.reserve(25, 100 * SECOND)).isZero();
        assertThat(pace.reserve(25, 100 * SECOND)).isEqualTo(SECOND / 4);
    }

    @Test
    void reserveWhenAskedTooLateShouldMakeUpForIt() {
        pace.reserve(25, 0);

        assertThat(pace.reserve(25, SECOND / 4 + 20 * MILLI)).isZero();
        assertThat(pace.reserve(25, SECOND / 4 + 20 * MILLI)).isEqualTo(SECOND / 4 - 20 * MILLI);
    }

    @Test
    void reserveWhenAskedMuchTooLateShouldMakeUpForATenthOfASecond() {
        pace.reserve(25, 0);

        assertThat(pace.reserve(25, 10 * SECOND)).isZero();
        assertThat(pace.reserve(25, 10 * SECOND)).isEqualTo(SECOND / 4 - 100 * MILLI);
    }

    @Test
    void settleWhenMoreWasUsedShouldGoIntoDebt() {
        pace.reserve(25, 0);
        pace.reserve(25, SECOND / 4);
        pace.settle(25, 75);

        assertThat(pace.reserve(25, SECOND / 4)).isEqualTo(SECOND * 3 / 4);
    }

    @Test
    void settleWhenLessWasUsedShouldGiveBack() {
        pace.reserve(25, 0);
        pace.reserve(25, SECOND / 4);
        pace.settle(25, 5);

        assertThat(pace.reserve(25, SECOND / 4)).isEqualTo(SECOND / 20);
    }

    @Test
    void reserveWhenUnitsAreMoreThanASecondBringsShouldTakeAsLongAsThat() {
        assertThat(pace.reserve(400, 0)).isEqualTo(4 * SECOND);
        assertThat(pace.reserve(400, 4 * SECOND)).isZero();
    }
}
