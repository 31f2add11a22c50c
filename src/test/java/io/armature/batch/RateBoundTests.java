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
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In any window of time no more is sent than the rate allows, what was on its way, and one batch; the mean is within 1 % of the
 * rate.
 */
class RateBoundTests {

    private static final int KEYS = 1_000_000;

    private static final IntToLongFunction AT_ONCE = position -> 0;

    private final long seed = Seeds.of(8);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 10, 2000, 5",
        "10, 1, 1, 1",
        "10, 10, 2000, 20",
        "100, 1, 1, 1",
        "100, 5, 20, 2",
        "100, 10, 2000, 20",
        "5000, 1, 1, 2",
        "5000, 5, 20, 10",
        "5000, 5, 50, 20"
    })
    void runWhenItemsAreCountedShouldHoldTheRate(double rate, long least, long most, int concurrency) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, least * MILLI, most * MILLI, SimulatedFaults.NONE);
        RateMeter meter = run(db, rate, concurrency, true, this::small, AT_ONCE);

        assertThat(meter.excess(rate)).as("seed %d", seed).isLessThanOrEqualTo(meter.largest() + 1e-3);
        assertThat(mean(meter, rate)).as("seed %d", seed).isCloseTo(rate, within(rate / 100));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 1, 1, 4",
        "10, 10, 1000, 20",
        "100, 1, 1, 2",
        "100, 10, 1000, 20",
        "1000, 5, 50, 20",
        "5000, 1, 1, 4",
        "5000, 5, 20, 20"
    })
    void runWhenUnitsAreCountedShouldHoldTheRate(double rate, long least, long most, int concurrency) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, least * MILLI, most * MILLI, SimulatedFaults.NONE);
        RateMeter meter = run(db, rate, concurrency, false, this::mixed, AT_ONCE);

        assertThat(meter.excess(rate))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(meter.largest() + meter.mostOnTheWay() + 1e-3);
        assertThat(mean(meter, rate)).as("seed %d", seed).isCloseTo(rate, within(Math.max(rate / 100, 24 / 600.0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, 5_000})
    void runWhenThreadsWakeUpLateShouldHoldTheMean(double rate) {
        SimulatedDynamoDb db =
                new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE).late(20 * MILLI);
        RateMeter meter = run(db, rate, 20, true, this::small, AT_ONCE);

        assertThat(meter.excess(rate))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(meter.largest() + meter.mostOnTheWay() + 1e-3);
        assertThat(mean(meter, rate)).as("seed %d", seed).isCloseTo(rate, within(rate / 100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, 5_000})
    void runWhenTheSourceIsSlowerShouldSendAsItComes(double rate) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE);
        IntToLongFunction half = position -> (long) (position * 2e9 / rate);
        RateMeter meter = run(db, rate, 10, true, this::small, half);

        assertThat(meter.excess(rate)).as("seed %d", seed).isLessThanOrEqualTo(meter.largest() + 1e-3);
        assertThat(mean(meter, rate)).as("seed %d", seed).isCloseTo(rate / 2, within(rate / 100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 100, 5_000})
    void runWhenTheSourceComesInBurstsShouldSaveNothingUpBetweenThem(double rate) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, SimulatedFaults.NONE);
        int burst = (int) (2 * rate);
        IntToLongFunction bursts = position -> position / burst * 5 * SECOND;
        RateMeter meter = run(db, rate, 10, true, this::small, bursts);

        assertThat(meter.excess(rate)).as("seed %d", seed).isLessThanOrEqualTo(meter.largest() + 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"5000, 1000, 2000, 20", "5000, 10, 2000, 1", "100, 2000, 2000, 1"})
    void runWhenThereAreTooFewPlacesShouldSaveNothingUp(double rate, long least, long most, int concurrency) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, least * MILLI, most * MILLI, SimulatedFaults.NONE);
        RateMeter meter = run(db, rate, concurrency, true, this::small, AT_ONCE);

        assertThat(meter.excess(rate)).as("seed %d", seed).isLessThanOrEqualTo(meter.largest() + 1e-3);
        assertThat(db.mostInFlight()).isEqualTo(concurrency);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 5_000})
    void runWhenItemsComeBackUnprocessedShouldWriteAsManyAsTheRateSays(double rate) {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 5 * MILLI, 20 * MILLI, new SimulatedFaults(0, 0, 0.05));
        RateMeter meter = run(db, rate, 20, true, this::small, AT_ONCE);

        assertThat(meter.excess(rate))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(meter.largest() + meter.mostOnTheWay() + 1e-3);
        assertThat(mean(meter, rate)).as("seed %d", seed).isCloseTo(rate, within(rate / 100));
    }

    private RateMeter run(
            SimulatedDynamoDb db,
            double rate,
            int concurrency,
            boolean countsItems,
            IntFunction<Input> inputs,
            IntToLongFunction times) {
        RateMeter meter = new RateMeter(countsItems);
        SimulatedTable table = SimulatedTable.onDemand(KEYS, 100);
        if (!countsItems) {
            table.index("byCustomer", 1e12).index("byDay", 1e12);
        }
        db.table(SimulatedItem.TABLE, table).observe(meter);
        db.newsAt(() -> Long.MAX_VALUE);
        int count = (int) (rate * (end(rate) / SECOND + 20));
        Pace pace = new Pace(rate, 0);
        PlanBuilder plan = new PlanBuilder(seed).concurrency(concurrency);
        SimulatedSource source = new SimulatedSource(db, count, inputs, times);
        BatchLoop loop =
                new BatchLoop((countsItems ? plan.items(pace) : plan.units(pace)).build(), source, db, new Audit(KEYS));
        db.at(end(rate) + 10 * SECOND, loop::cancel);
        loop.run();
        return meter;
    }

    /** A minute, and ten at rates so low that a single item would be more than 1 % of it. */
    private static long end(double rate) {
        return (rate < 100 ? 610 : 70) * SECOND;
    }

    private static double mean(RateMeter meter, double rate) {
        return meter.mean(10 * SECOND, end(rate));
    }

    private Input small(int position) {
        return SimulatedItem.plain(position, position).put(200);
    }

    /** Sizes from 100 bytes to 8 KB, in long spells of small ones and of large ones. */
    private Input mixed(int position) {
        SplittableRandom random = new SplittableRandom(seed + position);
        int most = position / 2_000 % 2 == 0 ? 1_500 : 8_000;
        return SimulatedItem.plain(position, position).put(random.nextInt(100, most));
    }
}
