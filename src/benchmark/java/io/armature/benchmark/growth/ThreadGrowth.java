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
package io.armature.benchmark.growth;

import io.armature.benchmark.Measurements;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Reads of one table and one item by 1, 8 and 64 threads at once, which is where all of them meet at every lock. */
final class ThreadGrowth {

    static final String GROUP = "threads";

    static final String PER_SECOND = "reads/s";

    private static final List<Integer> NUMBERS = List.of(1, 8, 64);

    private static final int ROUNDS = 9;

    private static final Duration TURN = Duration.ofMillis(200);

    private static final double WARM_UP_CPU_SECONDS = 2;

    private ThreadGrowth() {}

    static void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Collections.max(NUMBERS));
        try (Tables sdk = Tables.ofSdk(1);
                Tables armature = Tables.ofArmature(1)) {
            Map<String, Runnable> readers = new LinkedHashMap<>();
            readers.put("SDK enhanced client", sdk.readOfFirst());
            readers.put("Armature", armature.readOfFirst());
            progress.accept("threads, warm-up");
            for (Runnable read : readers.values()) {
                warmUp(pool, read);
            }
            Map<Subject, List<Turn>> turns = new LinkedHashMap<>();
            for (int round = 1; round <= ROUNDS; round++) {
                progress.accept("threads, round %d of %d".formatted(round, ROUNDS));
                for (Map.Entry<String, Runnable> reader : readers.entrySet()) {
                    for (int number : NUMBERS) {
                        Subject subject = new Subject(GROUP, reader.getKey() + ", " + number);
                        Turn turn = Turn.take(pool, Collections.nCopies(number, reader.getValue()), TURN);
                        turns.computeIfAbsent(subject, added -> new ArrayList<>())
                                .add(turn);
                    }
                }
            }
            turns.forEach((subject, taken) -> put(measurements, subject, taken));
        } finally {
            pool.shutdownNow();
        }
    }

    private static void warmUp(ExecutorService pool, Runnable read) throws Exception {
        double seconds = 0;
        while (seconds < WARM_UP_CPU_SECONDS) {
            Turn turn = Turn.take(pool, Collections.nCopies(8, read), TURN);
            seconds += turn.operations() * turn.cpuMicros() / 1e6;
        }
    }

    private static void put(Measurements measurements, Subject subject, List<Turn> turns) {
        List<Double> nanos =
                turns.stream().map(turn -> turn.cpuMicros() * 1_000).toList();
        measurements.put(subject, Measurements.NANOS, Spread.of(nanos).median());
        List<Double> perSecond = turns.stream().map(Turn::perSecond).toList();
        measurements.put(subject, PER_SECOND, Spread.of(perSecond).median());
    }
}
