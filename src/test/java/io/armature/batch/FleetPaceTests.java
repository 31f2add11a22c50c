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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FleetPaceTests {

    private static final FleetBucket BUCKET = new FleetBucket("job/items", 100);

    private static final long SECOND = 1_000_000_000;

    private final List<Double> taken = new ArrayList<>();

    private OptionalLong answer = OptionalLong.of(0);

    private final FleetRate fleet = new FleetRate() {

        @Override
        public OptionalLong take(FleetBucket bucket, double units) {
            if (answer.isPresent()) {
                taken.add(units);
            }
            return answer;
        }

        @Override
        public FleetState state() {
            return new FleetState(true, 4, 0, 0, 0);
        }
    };

    private final FleetPace pace = new FleetPace(fleet, BUCKET, new FleetShare(BUCKET, 0));

    @Test
    void reserveWhenUnitsAreNotThereYetShouldTakeThemOnceAndWait() {
        answer = OptionalLong.of(SECOND / 4);

        assertThat(pace.reserve(25, 0)).isEqualTo(SECOND / 4);
        assertThat(pace.reserve(25, SECOND / 8)).isEqualTo(SECOND / 8);
        assertThat(pace.reserve(25, SECOND / 4)).isZero();
        assertThat(taken).containsExactly(25.0);

        assertThat(pace.reserve(25, SECOND / 4)).isEqualTo(SECOND / 4);
        assertThat(taken).containsExactly(25.0, 25.0);
    }

    @Test
    void reserveWhenMoreWasUsedThanReservedShouldTakeTheRestAsWell() {
        pace.reserve(25, 0);
        pace.settle(25, 40);
        pace.reserve(25, 0);
        pace.reserve(25, 0);

        assertThat(taken).containsExactly(25.0, 40.0, 25.0);
    }

    @Test
    void reserveWhenLessWasUsedThanReservedShouldAskForLess() {
        pace.reserve(25, 0);
        pace.settle(25, 5);

        assertThat(pace.reserve(15, 0)).isZero();
        assertThat(pace.reserve(15, 0)).isZero();
        assertThat(taken).containsExactly(25.0, 10.0);
    }

    @Test
    void reserveWhenTheFleetCannotBeAskedShouldKeepToTheShare() {
        answer = OptionalLong.empty();

        assertThat(usedOnShareUntil(10 * SECOND + 1)).isEqualTo(250);
        assertThat(pace.unitsPerSecond()).isEqualTo(25);
        assertThat(taken).isEmpty();
    }

    @Test
    void reserveWhenTheFleetIsThereAgainShouldTakeWhatTheLastSecondUsed() {
        answer = OptionalLong.empty();
        usedOnShareUntil(10 * SECOND);
        answer = OptionalLong.of(0);

        assertThat(pace.reserve(25, 12 * SECOND)).isZero();
        assertThat(pace.reserve(25, 12 * SECOND)).isZero();
        assertThat(taken).containsExactly(50.0, 25.0);
        assertThat(pace.unitsPerSecond()).isEqualTo(100);
        assertThat(pace.onShare(20 * SECOND)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void reserveWhenOthersWereFasterOnceShouldTakeWhatWasUsedLater() {
        answer = OptionalLong.empty();
        usedOnShareUntil(SECOND + 1);
        answer = OptionalLong.of(0);
        pace.reserve(25, 2 * SECOND);

        assertThat(taken).containsExactly(50.0);
    }

    @Test
    void onShareWhenItStillIsShouldCountUntilNow() {
        answer = OptionalLong.empty();
        pace.reserve(25, SECOND);

        assertThat(pace.onShare(3 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void sharesOfTwoJobsWhenOfOneRateShouldBeOne() {
        answer = OptionalLong.empty();
        FleetShare share = new FleetShare(BUCKET, 0);
        FleetPace one = new FleetPace(fleet, BUCKET, share);
        FleetPace other = new FleetPace(fleet, BUCKET, share);
        int used = 0;
        for (long now = 0; now < 100 * SECOND; now += SECOND / 100) {
            used += one.reserve(5, now) == 0 ? 5 : 0;
            used += other.reserve(5, now) == 0 ? 5 : 0;
        }

        assertThat(used).isBetween(2_490, 2_505);
    }

    private int usedOnShareUntil(long end) {
        int used = 0;
        long now = 0;
        while (now < end) {
            long wait = pace.reserve(25, now);
            used += wait == 0 ? 25 : 0;
            now += wait;
        }
        return used;
    }
}
