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

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The loop beside what is usually written, at the same work: a table of 1,000 units/s that is to be given 800. */
class NaiveLoopComparisonTests {

    private static final int ITEMS = 40_000;

    private static final double RATE = 800;

    private final long seed = Seeds.of(5);

    @Test
    void runBesideUsualLoopsShouldLoseNothingAndHoldTheRate(TestReporter reporter) {
        Run ours = new Run(run -> new BatchLoop(
                        new PlanBuilder(seed).units(new Pace(RATE, 0)).build(), run.source, run.db, run.audit)
                .run());
        Run dropping = new Run(run -> run.lost = new NaiveLoops(run.db, run.source, run.audit)
                .dropUnprocessed(10)
                .lost());
        Run windows = new Run(run -> run.lost = new NaiveLoops(run.db, run.source, run.audit)
                .itemsPerWindow((int) RATE, 10)
                .lost());
        Run afterwards = new Run(run -> run.lost = new NaiveLoops(run.db, run.source, run.audit)
                .chargedAfterwards(RATE, 10)
                .lost());

        reporter.publishEntry("ours", ours.toString());
        reporter.publishEntry("unprocessed dropped", dropping.toString());
        reporter.publishEntry("items in windows", windows.toString());
        reporter.publishEntry("charged afterwards", afterwards.toString());
        assertThat(ours.lost).isZero();
        assertThat(ours.audit.lostKeys(ours.table)).isZero();
        assertThat(dropping.lost).isGreaterThan(ITEMS / 2);
        assertThat(windows.lost).isPositive();
        assertThat(ours.excess()).isLessThan(windows.excess()).isLessThan(afterwards.excess());
        assertThat(ours.meter.mean(0, ours.db.nanoTime())).isLessThan(RATE * 1.01);
        assertThat(windows.meter.mean(0, windows.db.nanoTime())).isGreaterThan(RATE * 1.1);
    }

    private final class Run {

        private final SimulatedDynamoDb db =
                new SimulatedDynamoDb(seed, 50 * MILLI, 200 * MILLI, new SimulatedFaults(0, 0, 0.01));

        private final SimulatedTable table = SimulatedTable.onDemand(ITEMS, 100, 1_000);

        private final RateMeter meter = new RateMeter(false);

        private final Audit audit = new Audit(ITEMS);

        private final SimulatedSource source;

        private long lost;

        private Run(Consumer<Run> loop) {
            db.table(SimulatedItem.TABLE, table).observe(meter);
            source = SimulatedSource.of(
                    db,
                    ITEMS,
                    position -> SimulatedItem.plain(position, position)
                            .put(new SplittableRandom(seed + position).nextInt(100, 3_000)));
            loop.accept(this);
        }

        private double excess() {
            return meter.excess(RATE);
        }

        @Override
        public String toString() {
            return "seed %d: %d of %d lost, %.0f units/s of %.0f, at most %.0f units more than the rate in a window"
                    .formatted(seed, lost, ITEMS, meter.mean(0, db.nanoTime()), RATE, excess());
        }
    }
}
