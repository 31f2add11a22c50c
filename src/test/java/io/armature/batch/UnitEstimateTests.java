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
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitEstimateTests {

    private final UnitEstimate estimate = new UnitEstimate();

    private final SimulatedItem item = SimulatedItem.plain(0, 0);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1024, 1", "1025, 2", "409600, 400"})
    void writeUnitsShouldBeOneForEachKilobyteBegun(long bytes, double units) {
        assertThat(UnitEstimate.writeUnits(bytes)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "4096, 0.5", "4097, 1", "409600, 50"})
    void readUnitsShouldBeHalfAOneForEachFourKilobytesBegun(long bytes, double units) {
        assertThat(UnitEstimate.readUnits(bytes)).isEqualTo(units);
    }

    @Test
    void ofWhenIndexesAreChargedTooShouldComeToThat() {
        learn(item.put(2_000), 6, 30);

        assertThat(estimate.of(item.put(2_000))).isCloseTo(6, within(0.1));
        assertThat(estimate.of(item.put(500))).isCloseTo(3, within(0.1));
        assertThat(estimate.of(item.conditionalPut(500))).isCloseTo(3, within(0.1));
        assertThat(estimate.of(item.delete())).as("of which nothing was learnt").isEqualTo(1);
    }

    @Test
    void ofWhenDeletesAreLargeShouldComeToThat() {
        learn(item.delete(), 20, 60);

        assertThat(estimate.of(item.delete())).isCloseTo(20, within(0.5));
        assertThat(estimate.of(item.put(500))).isEqualTo(1);
    }

    @Test
    void ofWhenReadConsistentlyShouldBeTwiceAsMuch() {
        learn(item.get(false), 2, 60);

        assertThat(estimate.of(item.get(false))).isCloseTo(2, within(0.1));
        assertThat(estimate.of(item.get(true))).isCloseTo(4, within(0.1));
    }

    @Test
    void learnWhenASingleChargeIsStrangeShouldStayWithinReason() {
        learn(item.put(500), 1_000, 1);

        assertThat(estimate.of(item.put(500))).isLessThan(3);
    }

    private void learn(WorkItem given, double charged, int times) {
        for (int i = 0; i < times; i++) {
            estimate.learn(List.of(new Work(given, new ItemKey(given.key()), new Lane())), estimate.of(given), charged);
        }
    }
}
