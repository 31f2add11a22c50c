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

import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rate that looks for the limit of a table, on the simulator. */
class AdaptivePaceTests {

    private static final int KEYS = 1_000_000;

    private final long seed = Seeds.of(31);

    /** The limit, the rate to begin with, and the seconds in which the limit is to be reached. */
    @ParameterizedTest
    @CsvSource({"1000, 500, 20", "1000, 100, 60", "1000, 5000, 20", "100, 50, 20", "100, 1000, 30", "5000, 2500, 20"})
    void runWhenTheTableHasALimitShouldFindIt(double limit, double first, int seconds, TestReporter reporter) {
        Run run = new Run(limit, first, seconds + 120);
        run.meter.excess(limit);

        double mean = run.meter.mean(seconds * SECOND, (seconds + 120L) * SECOND);
        double throttled = (double) run.db.unprocessed() / run.db.sentItems();

        reporter.publishEntry(
                "adaptive",
                "limit %.0f from %.0f: %.0f, %.1f %% in vain, failed %s"
                        .formatted(limit, first, mean, throttled * 100, run.audit.failures()));
        assertThat(mean).as("seed %d", seed).isBetween(limit * 0.8, limit * 1.02);
        assertThat(throttled).as("seed %d", seed).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"1000, 300", "300, 1000"})
    void runWhenTheLimitChangesShouldFindTheNewOne(double limit, double later, TestReporter reporter) {
        Run run = new Run(limit, limit / 2, 200, later);

        double before = run.meter.mean(20 * SECOND, 60 * SECOND);
        double after = run.meter.mean(100 * SECOND, 200 * SECOND);
        reporter.publishEntry("adaptive", "%.0f of %.0f, then %.0f of %.0f".formatted(before, limit, after, later));
        assertThat(before).as("seed %d", seed).isBetween(limit * 0.75, limit * 1.02);
        assertThat(after).as("seed %d", seed).isBetween(later * 0.8, later * 1.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2, 10})
    void rateWhenTheShortageComesAtOnceShouldNotFallByWhatWasHardlyBegun(double served) {
        AdaptivePace pace = new AdaptivePace(500, 500, 0);
        pace.reserve(served, 0);
        pace.settle(served, served);
        pace.throttled(300 * MILLI);

        assertThat(pace.unitsPerSecond()).isEqualTo(350);
    }

    /** A rate that is fixed, and twice as high as what the table takes. */
    @ParameterizedTest
    @CsvSource({"1000, 2000", "1000, 1100", "1000, 10000", "100, 200"})
    void runWhenAFixedRateIsTooHighShouldStillWriteAll(double limit, double rate, TestReporter reporter) {
        Run run = new Run(limit, new AdaptivePace(rate, rate, 0), 140, limit);

        double mean = run.meter.mean(20 * SECOND, 140 * SECOND);
        double inVain = (double) run.db.unprocessed() / run.db.sentItems();
        reporter.publishEntry(
                "fixed",
                "limit %.0f at %.0f: %.0f, %.1f %% in vain, failed %s"
                        .formatted(limit, rate, mean, inVain * 100, run.audit.failures()));
        assertThat(mean).as("seed %d", seed).isBetween(limit * 0.9, limit * 1.02);
        assertThat(run.audit.failures()).as("seed %d", seed).containsOnlyKeys(FailureReason.CANCELLED);
    }

    /** A job on a table with a limit, which changes after a minute. */
    private final class Run {

        private final SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE);

        private final RateMeter meter = new RateMeter(false);

        private final Audit audit = new Audit(KEYS);

        private Run(double limit, double first, int seconds) {
            this(limit, first, seconds, limit);
        }

        private Run(double limit, double first, int seconds, double later) {
            this(limit, new AdaptivePace(first, Double.POSITIVE_INFINITY, 0), seconds, later);
        }

        private Run(double limit, RateLimit pace, int seconds, double later) {
            SimulatedTable table = SimulatedTable.onDemand(KEYS, 100, limit);
            db.table(SimulatedItem.TABLE, table).observe(meter);
            SimulatedSource source = SimulatedSource.of(
                    db,
                    Integer.MAX_VALUE,
                    position -> SimulatedItem.plain(position % KEYS, position).put(100));
            BatchLoop loop = new BatchLoop(
                    new PlanBuilder(seed).units(pace).concurrency(20).build(), source, db, audit);
            db.at(60 * SECOND, () -> table.changeLimit(later));
            db.at(seconds * SECOND, loop::cancel);
            loop.run();
            audit.endedOnce(source.taken()).agreesWith(table);
        }
    }
}
