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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * What went through in one turn of a subject.
 *
 * @param operations how many
 * @param perSecond operations in a second, of all threads
 * @param cpuMicros processor time of the threads for each of them, in microseconds
 */
public record Turn(long operations, double perSecond, double cpuMicros) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Lets each thread repeat its operation for a while. */
    public static Turn take(ExecutorService pool, List<Runnable> operations, Duration time) throws Exception {
        List<Callable<Share>> loops = new ArrayList<>();
        long began = System.nanoTime();
        for (Runnable operation : operations) {
            loops.add(() -> repeat(operation, began + time.toNanos()));
        }
        long done = 0;
        long cpuNanos = 0;
        for (Future<Share> share : pool.invokeAll(loops)) {
            done += share.get().done;
            cpuNanos += share.get().cpuNanos;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Turn(done, done / seconds, cpuNanos / 1e3 / done);
    }

    private static Share repeat(Runnable operation, long until) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        while (System.nanoTime() - until < 0) {
            operation.run();
            done++;
        }
        return new Share(done, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    /** What one thread has done. */
    private record Share(long done, long cpuNanos) {}
}
