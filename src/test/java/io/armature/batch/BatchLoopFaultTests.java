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
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A long job on the simulator in which all goes wrong that can: each input ends exactly once, none that was reported as written is
 * lost, and no older value is put over a newer one.
 */
class BatchLoopFaultTests {

    private static final int ITEMS = Integer.getInteger("armature.test.bulk-items", 100_000);

    private final long seed = Seeds.of(17);

    @ParameterizedTest
    @EnumSource(Duplicates.class)
    void runWhenAllGoesWrongShouldLoseNothing(Duplicates duplicates, TestReporter reporter) {
        int keys = ITEMS / 4;
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 2 * MILLI, 60 * MILLI, SimulatedFaults.ALL).late(2 * MILLI);
        SimulatedTable table = SimulatedTable.provisioned(keys, 20, 6_000).index("byDay", 7_000);
        db.table(SimulatedItem.TABLE, table);
        SimulatedSource source = SimulatedSource.of(db, ITEMS, input(keys));
        Audit audit = new Audit(keys);
        Plan plan = new PlanBuilder(seed)
                .items(new Pace(5_000, 0))
                .concurrency(20)
                .duplicates(duplicates)
                .maxPendingItems(5_000)
                .build();
        BatchLoop loop = new BatchLoop(plan, source, db, audit);
        long begin = System.nanoTime();

        loop.run();

        reporter.publishEntry(
                "job",
                "seed %d, %s, %d items in %d s of virtual time and %d ms: %d written, failed %s, %d sent, %d unprocessed, at most %d waited, %d MB used"
                        .formatted(
                                seed,
                                duplicates,
                                ITEMS,
                                db.nanoTime() / SimulatedDynamoDb.SECOND,
                                (System.nanoTime() - begin) / MILLI,
                                audit.succeeded(),
                                audit.failures(),
                                db.sentItems(),
                                db.unprocessed(),
                                audit.mostWaiting(),
                                usedMegabytes()));
        audit.endedOnce(ITEMS).agreesWith(table);
        assertThat(source.taken()).isEqualTo(ITEMS);
        assertThat(audit.mostWaiting()).isLessThanOrEqualTo(5_000);
        assertThat(db.unprocessed()).isPositive();
        assertThat(audit.failures())
                .hasEntrySatisfying(
                        FailureReason.INVALID, count -> assertThat(count).isBetween(1, ITEMS / 10_000));
        int duplicated = audit.failures().getOrDefault(FailureReason.DUPLICATE, 0);
        assertThat(duplicated > 0).isEqualTo(duplicates == Duplicates.FAIL);
        assertThat(audit.succeeded()).isGreaterThan((int) ((ITEMS - duplicated) * 0.999));
    }

    /** Every second input is about one of few keys, and some keys are much in demand. */
    private IntFunction<Input> input(int keys) {
        return position -> {
            SplittableRandom random = new SplittableRandom(seed * 31 + position);
            int key = random.nextInt(2) == 0 ? random.nextInt(keys) : random.nextInt(1 + keys / 100);
            if (position % 10_000 == 9_999) {
                return new SimulatedItem(key, position, 0, SimulatedItem.Nature.POISONED).put(200);
            }
            SimulatedItem item = SimulatedItem.plain(key, position);
            return random.nextInt(10) == 0 ? item.delete() : item.put(random.nextInt(100, 3_000));
        };
    }

    private static long usedMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() >> 20;
    }

    @Test
    void runWhenVersionsAreCheckedShouldWriteEachVersionOnceInItsOrder() {
        int keys = 200;
        int count = 20_000;
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 2 * MILLI, 60 * MILLI, new SimulatedFaults(0.02, 0, 0));
        SimulatedTable table = SimulatedTable.onDemand(keys, 20);
        db.table(SimulatedItem.TABLE, table);
        SimulatedSource source = SimulatedSource.of(
                db,
                count,
                position -> new SimulatedItem(position % keys, position, position / keys, SimulatedItem.Nature.PLAIN)
                        .conditionalPut(500));
        Audit audit = new Audit(keys);

        new BatchLoop(new PlanBuilder(seed).items(new Pace(5_000, 0)).build(), source, db, audit).run();

        audit.endedOnce(count).agreesWith(table);
        assertThat(audit.succeeded()).as("seed %d", seed).isEqualTo(count);
        assertThat(table.applied()).isEqualTo(count);
    }
}
