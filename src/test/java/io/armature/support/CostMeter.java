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
package io.armature.support;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures what operations cost the thread that runs them: processor time, which a busy machine changes little, and
 * allocated bytes, which it does not change at all. Both come from rounds in which the operation and what it is compared
 * with take turns, so that what disturbs one disturbs the other.
 */
public final class CostMeter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int warmUps;

    private final int rounds;

    private final int times;

    private final Runnable before;

    private CostMeter(int warmUps, int rounds, int times, Runnable before) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.times = times;
        this.before = before;
    }

    /**
     * Creates a meter.
     *
     * @param rounds number of rounds, odd and at least 21 where processor time counts
     * @param times how often an operation runs in a round
     */
    public static CostMeter of(int rounds, int times) {
        return new CostMeter(2, rounds, times, () -> {});
    }

    /** Returns one that leaves more than two rounds out, for operations of so much code that compilers need long for it. */
    public CostMeter warmingUp(int roundsBefore) {
        return new CostMeter(roundsBefore, rounds, times, before);
    }

    /** Returns one that does something before each operation's turn, which is not measured. */
    public CostMeter doingBefore(Runnable preparation) {
        return new CostMeter(warmUps, rounds, times, preparation);
    }

    /** Returns what an operation costs. */
    public Cost measure(Operation operation) {
        return compare(operation, () -> {}).whole();
    }

    /** Returns what an operation costs beside another one. */
    public CostComparison compare(Operation operation, Operation other) {
        for (int warmUp = 0; warmUp < warmUps; warmUp++) {
            run(operation);
            run(other);
        }
        Cost[] costs = new Cost[rounds];
        Cost[] others = new Cost[rounds];
        for (int round = 0; round < rounds; round++) {
            costs[round] = run(operation);
            others[round] = run(other);
        }
        return new CostComparison(costs, others);
    }

    private Cost run(Operation operation) {
        before.run();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        try {
            for (int i = 0; i < times; i++) {
                operation.run();
            }
        } catch (Exception ex) {
            throw new IllegalStateException("What was to be measured has failed", ex);
        }
        return new Cost(
                (double) (THREADS.getCurrentThreadCpuTime() - nanos) / times,
                (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / times);
    }

    /** What is measured. */
    @FunctionalInterface
    public interface Operation {

        /**
         * Does it once.
         *
         * @throws Exception fails the measurement
         */
        void run() throws Exception;
    }

    /**
     * What an operation costs.
     *
     * @param nanos processor time in nanoseconds
     * @param bytes allocated bytes
     */
    public record Cost(double nanos, double bytes) {

        static Cost of(Cost[] rounds) {
            return new Cost(
                    median(Arrays.stream(rounds).mapToDouble(Cost::nanos).toArray()),
                    // What compilers have not got to yet allocates more, and nothing allocates less.
                    Arrays.stream(rounds).mapToDouble(Cost::bytes).min().orElseThrow());
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }

        @Override
        public String toString() {
            return "%.0f ns, %.0f bytes".formatted(nanos, bytes);
        }
    }
}
