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

import io.armature.client.UnitPrices;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTests {

    private static final int FAILURES = 2_000;

    /** Fails when either bound is planted away. */
    @ParameterizedTest
    @CsvSource({"100, 1000", "409600, 164"})
    void failuresShouldBeKeptWithinBounds(int bytes, int kept) {
        Tally tally = new Tally(
                "job", BatchOptions.defaults(), BatchStatistics.NONE, (item, read) -> {}, () -> {}, System::nanoTime);
        for (int position = 0; position < FAILURES; position++) {
            tally.failed(SimulatedItem.plain(position, position).put(bytes), FailureReason.OUTAGE, 1, null);
        }
        BatchReport report = tally.report(false, UnitPrices.defaults(), false, Duration.ZERO);
        assertThat(report.failed()).isEqualTo(FAILURES);
        assertThat(report.failures()).hasSize(kept);
    }
}
