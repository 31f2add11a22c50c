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
package io.armature.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures subjects in interleaved rounds A, B, C, A, B, C, ... of one thread, so that what disturbs the machine for a
 * while disturbs all of them alike.
 */
public final class Rounds {

    /** At least 21, and odd. */
    public static final int COUNT = 31;

    /** Long enough for the compilers to be done with the slowest subject, by the processor time that it takes. */
    private static final double WARM_UP_NANOS = 1e9;

    private static final int WARM_UP_PASSES = 6;

    /** About a thousand times what reading the processor time costs. */
    private static final double TURN_NANOS = 15e6;

    private static final int LEAST_TIMES = 6;

    private final ThreadMeter meter = new ThreadMeter();

    private final Map<Subject, Operation> operations;

    private final Consumer<String> progress;

    /** Creates rounds of operations, which take turns in this order. */
    public Rounds(Map<Subject, Operation> operations, Consumer<String> progress) {
        this.operations = new LinkedHashMap<>(operations);
        this.progress = progress;
    }

    /** Warms up and measures. */
    public Map<Subject, Figures> run() throws Exception {
        Map<Subject, Integer> times = warmUp();
        Map<Subject, List<Figures>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= COUNT; round++) {
            for (Map.Entry<Subject, Operation> subject : operations.entrySet()) {
                Figures figures = meter.measure(subject.getValue(), times.get(subject.getKey()));
                measured.computeIfAbsent(subject.getKey(), added -> new ArrayList<>())
                        .add(figures);
            }
            if (round % 10 == 0) {
                progress.accept("round %d of %d".formatted(round, COUNT));
            }
        }
        Map<Subject, Figures> medians = new LinkedHashMap<>();
        measured.forEach((subject, figures) -> medians.put(subject, median(figures)));
        return medians;
    }

    /** Returns how often each subject runs in its turn. */
    private Map<Subject, Integer> warmUp() throws Exception {
        Map<Subject, Integer> times = new LinkedHashMap<>();
        for (int pass = 1; pass <= WARM_UP_PASSES; pass++) {
            progress.accept("warm-up %d of %d".formatted(pass, WARM_UP_PASSES));
            for (Map.Entry<Subject, Operation> subject : operations.entrySet()) {
                double nanos = warmUp(subject.getValue());
                times.put(subject.getKey(), Math.max(LEAST_TIMES, (int) (TURN_NANOS / nanos)));
            }
        }
        return times;
    }

    private double warmUp(Operation operation) throws Exception {
        double spent = 0;
        double nanos = 0;
        while (spent < WARM_UP_NANOS / WARM_UP_PASSES) {
            int times = LEAST_TIMES * 4;
            nanos = meter.measure(operation, times).nanos();
            spent += nanos * times;
        }
        return nanos;
    }

    private static Figures median(List<Figures> figures) {
        return new Figures(
                Spread.of(figures.stream().map(Figures::nanos).toList()).median(),
                Spread.of(figures.stream().map(Figures::bytes).toList()).median());
    }
}
