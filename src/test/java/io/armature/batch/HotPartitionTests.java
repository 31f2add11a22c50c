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

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One partition that has little capacity does not hold up the other 99. */
class HotPartitionTests {

    private static final int KEYS = 400_000;

    private static final int HOT = 42;

    private static final AttributeValue ONE_KEY = AttributeValue.fromS("hot");

    private static final long END = 60 * SECOND;

    private final long seed = Seeds.of(23);

    /** Share of the items that go to the hot partition, in percent, and what it takes in units per second. */
    @ParameterizedTest
    @CsvSource({
        "1, 5, false",
        "1, 30, false",
        "5, 10, false",
        "5, 200, false",
        "1, 5, true",
        "5, 10, true",
        "20, 900, true"
    })
    void runWhenOnePartitionIsHotShouldLeaveTheOthersTheirRate(
            int percent, int limit, boolean oneKey, TestReporter reporter) {
        long usual = othersWritten(new Pace(5_000, 0), percent, 1e12, oneKey);
        long beside = othersWritten(new Pace(5_000, 0), percent, limit, oneKey);

        reporter.publishEntry("others", "%d %% hot, limit %d: %d beside %d".formatted(percent, limit, beside, usual));
        assertThat(beside).as("seed %d", seed).isGreaterThanOrEqualTo((long) (usual * 0.95));
    }

    @Test
    void runWhenOneKeyIsHotShouldLeaveTheAdaptiveRateAsItIs() {
        AdaptivePace pace = new AdaptivePace(5_000, 5_000, 0);

        long others = othersWritten(pace, 5, 10, true);

        assertThat(pace.unitsPerSecond()).as("seed %d", seed).isEqualTo(5_000);
        assertThat(others).isGreaterThan(5_000L * 95 / 100 * 59);
    }

    /** Many keys look like the table at first, until DynamoDB has told the reason. */
    @Test
    void runWhenOnePartitionIsHotShouldBringTheAdaptiveRateBack() {
        AdaptivePace pace = new AdaptivePace(5_000, 5_000, 0);

        othersWritten(pace, 5, 10, false);

        assertThat(pace.unitsPerSecond()).as("seed %d", seed).isEqualTo(5_000);
    }

    /** A hot partition that can't take what comes is behind in the end; what waits for it must have room. */
    private long othersWritten(RateLimit rate, int percent, double limit, boolean oneKey) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE);
        SimulatedTable table = SimulatedTable.onDemand(2 * KEYS, 100).partition(HOT, limit);
        List<Integer> hotKeys =
                table.keysOfPartition(HOT).stream().filter(key -> key >= KEYS).toList();
        db.table(SimulatedItem.TABLE, table);
        SimulatedSource source = SimulatedSource.of(db, KEYS, position -> {
            SplittableRandom random = new SplittableRandom(seed + position);
            boolean hot = random.nextInt(100) < percent;
            int key = hot ? hotKeys.get(random.nextInt(hotKeys.size())) : position;
            SimulatedItem item = SimulatedItem.plain(key, position);
            return hot && oneKey ? item.putUnder(ONE_KEY, 100) : item.put(100);
        });
        long[] others = new long[1];
        Audit audit = new Audit(2 * KEYS) {

            @Override
            public void written(WorkItem item) {
                super.written(item);
                others[0] += table.partition(((SimulatedItem) item.origin()).key()) == HOT ? 0 : 1;
            }
        };
        BatchLoop loop = new BatchLoop(
                new PlanBuilder(seed)
                        .items(rate)
                        .maxPendingItems(20_000)
                        .maxAttempts(100)
                        .build(),
                source,
                db,
                audit);
        db.at(END, loop::cancel);
        loop.run();
        audit.endedOnce(source.taken()).agreesWith(table);
        return others[0];
    }
}
