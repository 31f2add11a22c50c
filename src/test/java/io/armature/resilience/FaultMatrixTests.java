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
package io.armature.resilience;

import static io.armature.resilience.MatrixSettings.CALL_TIMEOUT;

import io.armature.resilience.MatrixFault.Told;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault on the way to DynamoDB, with every kind of call: what it is said to be, how long it takes, and what stays. */
@WithDynamoDbLocal
class FaultMatrixTests {

    /** An odd number, for the sake of the median. */
    private static final int CALLS = 9;

    private static final Duration USUAL_DELAY = Duration.ofMillis(10);

    private static final Duration LONGEST_DELAY = Duration.ofMillis(250);

    private static FaultBench bench;

    private static ExecutorService callers;

    @BeforeAll
    static void start(DynamoDbEndpoint engine) {
        bench = FaultBench.on(engine);
        callers = Executors.newCachedThreadPool();
        try (BenchClient client = bench.client(MatrixSettings.LONG_STEPS.settings(), Duration.ofSeconds(10))) {
            for (StoreCall call : StoreCall.values()) {
                call.make(bench.engine().client(), bench.table());
                CallSeries.of("loads classes", CALLS, () -> call.make(client.client(), bench.table()));
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        bench.close();
        callers.shutdown();
        callers.awaitTermination(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void callWhenFaultHappensShouldEndInTimeAndWorkAfterwards(MatrixFault fault, TestReporter reporter)
            throws Exception {
        List<Cell> cells = cells();
        try {
            fault.happenTo(bench);
            SoftAssertions softly = new SoftAssertions();
            for (Future<CallSeries> series : callers.invokeAll(cells)) {
                reporter.publishEntry(fault.name(), series.get().toString());
                check(softly, fault, series.get());
            }
            bench.repair();
            for (Cell cell : cells) {
                softly.assertThatCode(cell::make)
                        .as("afterwards, %s", cell.name())
                        .doesNotThrowAnyException();
            }
            softly.assertAll();
        } finally {
            bench.repair();
            cells.forEach(cell -> cell.client().close());
        }
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (MatrixSettings settings : MatrixSettings.values()) {
            for (StoreCall call : StoreCall.values()) {
                cells.add(new Cell(settings, call, bench.client(settings.settings(), settings.longestLookUp())));
            }
        }
        return cells;
    }

    private static void check(SoftAssertions softly, MatrixFault fault, CallSeries series) {
        softly.assertThat(series.failures()).as("failures of %s", series).hasSize(CALLS);
        softly.assertThat(series.median()).as("median of %s", series).isLessThan(CALL_TIMEOUT.plus(USUAL_DELAY));
        softly.assertThat(series.longest()).as("longest of %s", series).isLessThan(CALL_TIMEOUT.plus(LONGEST_DELAY));
        softly.assertThat(series.interrupts())
                .as("interrupts left by %s", series)
                .isZero();

        Told expected = fault.told(series.name().startsWith(MatrixSettings.LONG_STEPS.name()));
        List<Told> told = series.failures().stream().map(Told::of).toList();
        // On a machine that is busy with something else any step may take longer than its time.
        // An attempt that failed before the one that was cut off may tell more than what is asked for.
        Told atBest = fault.told(false);
        softly.assertThat(told)
                .as("told of %s", series)
                .allMatch(each -> each.equals(expected) || each.equals(atBest) || each.equals(Told.TIME_OUT));
        softly.assertThat(told.stream()
                        .filter(each -> each.equals(expected) || each.equals(atBest))
                        .count())
                .as("%s in %s", expected, told)
                .isGreaterThan(CALLS / 2);
    }

    private record Cell(MatrixSettings settings, StoreCall kind, BenchClient client) implements Callable<CallSeries> {

        String name() {
            return settings + " " + kind;
        }

        void make() {
            kind.make(client.client(), bench.table());
        }

        @Override
        public CallSeries call() {
            return CallSeries.of(name(), CALLS, this::make);
        }
    }
}
