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
import java.util.Arrays;

/**
 * Measures what all other threads do for an operation of the current one: a call is not cheap that has its work done
 * elsewhere. Threads of compilers and collectors are not among them.
 */
public final class OtherThreads {

    private static final long RUN_NANOS = 500_000_000;

    /** Longer than the longest time-out: the SDK's scheduler is busy with a call's when their time has come, though they were cancelled. */
    private static final long PUT_OFF_MILLIS = 5_500;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private volatile Object outcome = "";

    /** Waits until the work is done that was put off by what ran before, in 5.5 s. */
    public OtherThreads() throws InterruptedException {
        Thread.sleep(PUT_OFF_MILLIS);
    }

    /** Returns the processor time of all other threads for one operation, in nanoseconds; takes six seconds. */
    public double measure(Operation operation) throws Exception {
        long before = total();
        long end = System.nanoTime() + RUN_NANOS;
        int times = 0;
        while (System.nanoTime() - end < 0) {
            outcome = operation.run();
            times++;
        }
        Thread.sleep(PUT_OFF_MILLIS);
        return (double) Math.max(0, total() - before) / times;
    }

    private long total() {
        long own = Thread.currentThread().getId();
        return Arrays.stream(threads.getAllThreadIds())
                .filter(thread -> thread != own)
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
