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

import com.sun.management.ThreadMXBean;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Subject;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Uses so many distinct keys in turn, and tells what a use costs and what is held of them. */
final class KeyRun {

    static final String HELD = "KB held";

    private static final int MEASURED = 100_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private KeyRun() {}

    /**
     * Measures.
     *
     * @param keys number of distinct keys
     * @param before how many of them are used before it is measured
     * @param heapBefore what was in use before there was anything to hold them
     * @param use uses the key of this number
     */
    static void measure(
            Measurements measurements, Subject subject, int keys, int before, long heapBefore, IntConsumer use) {
        run(0, before, keys, use);
        long begin = THREADS.getCurrentThreadCpuTime();
        run(before, MEASURED, keys, use);
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        measurements.put(subject, Measurements.NANOS, (double) nanos / MEASURED);
        measurements.put(subject, HELD, Math.max(0, heapInUse() - heapBefore) / 1024.0);
    }

    private static void run(int from, int uses, int keys, IntConsumer use) {
        for (int i = from; i < from + uses; i++) {
            use.accept(i % keys);
        }
    }

    static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
