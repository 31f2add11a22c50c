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
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneTests {

    private final Backoff backoff = new Backoff(10 * MILLI, 40 * MILLI, () -> 0.5);

    private final Lane lane = new Lane();

    @Test
    void openWhenNothingHappenedShouldBeTrue() {
        assertThat(lane.open(0)).isTrue();
    }

    @Test
    void strikeWhenNotPausedShouldPause() {
        lane.depart();

        assertThat(lane.strike(1, 0, backoff)).isTrue();
        assertThat(lane.open(5 * MILLI)).isFalse();
        assertThat(lane.open(5 * MILLI + 1)).isTrue();
    }

    @Test
    void strikeWhenAnswersOfTheSameTimeFollowShouldCountOnce() {
        for (int i = 0; i < 10; i++) {
            lane.depart();
        }

        assertThat(lane.strike(1, 0, backoff)).isTrue();
        assertThat(lane.strike(1, 1, backoff)).isFalse();
        assertThat(lane.pausedUntil()).isEqualTo(5 * MILLI + 1);
    }

    @Test
    void strikeWhenRepeatedShouldPauseForLongerAndLetLessThrough() {
        long now = 0;
        for (long pause : new long[] {5, 10, 20, 20}) {
            lane.depart();
            lane.strike(1, now, backoff);
            assertThat(lane.pausedUntil() - now).isEqualTo(pause * MILLI + 1);
            now = lane.pausedUntil();
        }
        assertThat(lane.open(now)).isTrue();
        lane.depart();
        assertThat(lane.open(now)).as("a second one").isFalse();
    }

    @Test
    void arriveWhenSlowedDownShouldLetOneMoreThrough() {
        lane.depart();
        lane.strike(1, 0, backoff);
        lane.depart();
        lane.arrive();

        assertThat(lane.places()).isEqualTo(2);
    }

    @Test
    void returnedWhenNothingIsSaidAboutTheLaneShouldLeaveItAsItIs() {
        lane.depart();
        lane.strike(1, 0, backoff);
        lane.depart();
        lane.returned();

        assertThat(lane.places()).isEqualTo(1);
    }
}
