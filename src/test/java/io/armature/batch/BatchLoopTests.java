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

import io.armature.batch.SimulatedItem.Nature;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.Throttling;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

class BatchLoopTests {

    private static final int KEYS = 100_000;

    private final long seed = Seeds.of(4);

    private final SimulatedTable table = SimulatedTable.onDemand(KEYS, 100);

    private final SimulatedDynamoDb db =
            new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE).table(SimulatedItem.TABLE, table);

    private final PlanBuilder plan = new PlanBuilder(seed);

    private final Audit audit = new Audit(KEYS);

    @Test
    void runWhenAnItemIsNeverAcceptedShouldFailItWithItsReason() {
        SimulatedSource source = source(
                5_000,
                position -> position == 10
                        ? new SimulatedItem(position, position, 0, Nature.NEVER_ACCEPTED).put(100)
                        : SimulatedItem.plain(position, position).put(100));

        run(plan.maxAttempts(6).items(new Pace(1_000, 0)), source);

        audit.endedOnce(5_000).agreesWith(table);
        assertThat(audit.failures()).isEqualTo(Map.of(FailureReason.THROTTLED, 1));
        assertThat(audit.mostAttempts()).isEqualTo(6);
        assertThat(audit.lastCause())
                .isInstanceOfSatisfying(
                        ThrottlingException.class,
                        cause -> assertThat(FailureClassification.of(cause).throttling())
                                .extracting(Throttling::reason)
                                .containsExactly("TableWriteKeyRangeThroughputExceeded"));
    }

    @Test
    void runWhenAnItemIsPoisonedShouldFailItAlone() {
        SimulatedSource source = source(
                1_000,
                position -> position % 100 == 10
                        ? new SimulatedItem(position, position, 0, Nature.POISONED).put(100)
                        : SimulatedItem.plain(position, position).put(100));

        run(plan, source);

        audit.endedOnce(1_000).agreesWith(table);
        assertThat(audit.failures()).isEqualTo(Map.of(FailureReason.INVALID, 10));
        assertThat(audit.mostAttempts()).isEqualTo(1);
        assertThat(db.sentItems())
                .as("a batch and its items alone, for each of the ten")
                .isLessThanOrEqualTo(1_250);
    }

    @Test
    void runWhenAccessIsDeniedShouldSendNothingMoreAndFailTheRest() {
        db.fail(SimulatedDynamoDb.error(400, "AccessDeniedException"));

        run(plan.concurrency(4), puts(10_000));

        audit.endedOnce(10_000);
        assertThat(audit.failures()).isEqualTo(Map.of(FailureReason.ACCESS_DENIED, 10_000));
        assertThat(db.sent()).isLessThanOrEqualTo(4);
    }

    @Test
    void runWhenATableIsMissingShouldFinishWhatIsOnItsWayAndFailTheRest() {
        SimulatedSource source = source(
                10_000,
                position -> position == 5_000
                        ? SimulatedItem.plain(position, position).item("absent", new Operation.Put(Map.of()), 100)
                        : SimulatedItem.plain(position, position).put(100));

        run(plan.maxPendingItems(500).items(new Pace(1_000, 0)), source);

        audit.endedOnce(10_000).agreesWith(table);
        assertThat(audit.failures()).containsOnlyKeys(FailureReason.TABLE_MISSING);
        assertThat(audit.succeeded()).isBetween(4_500, 5_500).isEqualTo((int) table.applied());
    }

    @Test
    void runWhenCancelledShouldFinishWhatIsOnItsWayAndTakeNoMore() {
        SimulatedSource source = puts(KEYS);
        BatchLoop loop = new BatchLoop(plan.items(new Pace(1_000, 0)).build(), source, db, audit);
        db.at(10 * SECOND, loop::cancel);

        loop.run();

        audit.endedOnce(source.taken()).agreesWith(table);
        assertThat(db.nanoTime()).isBetween(10 * SECOND, 11 * SECOND);
        assertThat(audit.failures()).containsOnlyKeys(FailureReason.CANCELLED);
        assertThat(audit.succeeded()).isEqualTo((int) table.applied()).isBetween(9_900, 10_000);
    }

    @Test
    void runWhenToldToStopOnFailureShouldSendNothingAfterTheFirstOne() {
        SimulatedSource source = source(
                10_000,
                position -> position == 1_000
                        ? new SimulatedItem(position, position, 0, Nature.POISONED).put(100)
                        : SimulatedItem.plain(position, position).put(100));

        run(plan.stopOnFailure().items(new Pace(1_000, 0)), source);

        audit.endedOnce(10_000).agreesWith(table);
        assertThat(audit.failures()).containsOnlyKeys(FailureReason.INVALID, FailureReason.STOPPED);
        assertThat(audit.failures()).containsEntry(FailureReason.INVALID, 1);
        assertThat(audit.succeeded())
                .as("those of its batch go alone, in turn with other batches")
                .isBetween(900, 1_000 + 27 * 26);
    }

    @Test
    void runWhenInputsAreRejectedShouldTellAndGoOn() {
        SimulatedSource source = source(
                1_000,
                position -> position % 10 == 0
                        ? new RejectedInput(
                                position, position, null, FailureReason.TOO_LARGE, new IllegalArgumentException())
                        : SimulatedItem.plain(position, position).put(100));

        run(plan, source);

        audit.endedOnce(1_000).agreesWith(table);
        assertThat(audit.failures()).isEqualTo(Map.of(FailureReason.TOO_LARGE, 100));
    }

    @Test
    void runWhenAllOfAnEndlessSourceIsRejectedShouldStillBeCancelled() {
        SimulatedSource source = source(
                Integer.MAX_VALUE,
                position -> new RejectedInput(
                        position, position, null, FailureReason.TOO_LARGE, new IllegalArgumentException()));
        BatchLoop[] loop = new BatchLoop[1];
        Audit cancelling = new Audit(1) {

            @Override
            public void failed(Input input, FailureReason reason, int attempts, RuntimeException cause) {
                super.failed(input, reason, attempts, cause);
                if (input.position() == 10_000) {
                    loop[0].cancel();
                }
            }
        };
        loop[0] = new BatchLoop(plan.build(), source, db, cancelling);

        loop[0].run();

        cancelling.endedOnce(source.taken());
        assertThat(source.taken()).isLessThan(20_000);
    }

    @Test
    void runWhenAccessIsDeniedToAnEndlessSourceShouldStillBeCancelled() {
        db.fail(SimulatedDynamoDb.error(400, "AccessDeniedException"));
        SimulatedSource source = source(
                Integer.MAX_VALUE,
                position -> SimulatedItem.plain(position % KEYS, position).put(100));
        BatchLoop[] loop = new BatchLoop[1];
        Audit cancelling = new Audit(KEYS) {

            @Override
            public void failed(Input input, FailureReason reason, int attempts, RuntimeException cause) {
                super.failed(input, reason, attempts, cause);
                if (input.position() == 50_000) {
                    loop[0].cancel();
                }
            }
        };
        loop[0] = new BatchLoop(plan.build(), source, db, cancelling);

        loop[0].run();

        cancelling.endedOnce(source.taken());
        assertThat(source.taken()).isLessThan(60_000);
    }

    @Test
    void runWhenDynamoDbIsAwayForAWhileShouldGoOnAfterwards() {
        db.at(2 * SECOND, () -> db.fail(SimulatedDynamoDb.error(500, "InternalServerError")));
        db.at(5 * SECOND, () -> db.fail(null));

        run(plan.items(new Pace(1_000, 0)), puts(10_000));

        audit.endedOnce(10_000).agreesWith(table);
        assertThat(audit.failed()).isZero();
        assertThat(db.sentItems()).as("sent again in these three seconds").isLessThan(14_000);
    }

    @Test
    void runWhenTwoTablesHaveRatesOfTheirOwnShouldHoldThemBoth() {
        SimulatedTable other = SimulatedTable.onDemand(KEYS, 10);
        db.table("customers", other);
        Pace slow = new Pace(10, 0);
        Pace fast = new Pace(1_000, 0);
        SimulatedSource source = source(
                20_000,
                position -> position % 2 == 0
                        ? SimulatedItem.plain(position, position).put(100)
                        : SimulatedItem.plain(position, position).item("customers", new Operation.Put(Map.of()), 100));
        BatchLoop loop = new BatchLoop(
                plan.maxPendingItems(20_000)
                        .rates(name -> name.equals("customers") ? slow : fast)
                        .build(),
                source,
                db,
                audit);
        db.at(10 * SECOND, loop::cancel);

        loop.run();

        audit.endedOnce(20_000);
        assertThat(table.applied()).isBetween(9_900L, 10_000L);
        assertThat(other.applied()).isBetween(96L, 102L);
    }

    @Test
    void runWhenReadingShouldReadEachItemOnce() {
        SimulatedSource source = source(
                10_000,
                position -> position < 5_000
                        ? SimulatedItem.plain(position, position).put(100)
                        : SimulatedItem.plain(position - 5_000 + position % 2 * 50_000, position)
                                .get(true));

        run(plan.duplicates(Duplicates.LAST_WINS).items(new Pace(5_000, 0)), source);

        audit.endedOnce(10_000);
        assertThat(audit.succeeded()).isEqualTo(10_000);
        assertThat(audit.found()).isEqualTo(2_500);
    }

    @Test
    void runWhenTheSourceHasNoEndShouldHoldNoMoreThanIsAllowed() {
        SimulatedSource source = source(
                Integer.MAX_VALUE,
                position -> SimulatedItem.plain(position % KEYS, position).put(100));
        BatchLoop loop = new BatchLoop(
                plan.maxPendingItems(300).items(new Pace(5_000, 0)).build(), source, db, audit);
        int[] mostHeld = new int[1];
        db.newsAt(() -> {
            mostHeld[0] = Math.max(mostHeld[0], source.taken() - audit.succeeded());
            return Long.MAX_VALUE;
        });
        db.at(60 * SECOND, loop::cancel);

        loop.run();

        audit.endedOnce(source.taken()).agreesWith(table);
        assertThat(audit.succeeded()).isGreaterThan(295_000);
        assertThat(mostHeld[0]).isEqualTo(300);
    }

    private SimulatedSource puts(int count) {
        return source(count, position -> SimulatedItem.plain(position, position).put(100));
    }

    private SimulatedSource source(int count, IntFunction<Input> inputs) {
        return SimulatedSource.of(db, count, inputs);
    }

    private void run(PlanBuilder builder, Source source) {
        new BatchLoop(builder.build(), source, db, audit).run();
    }
}
