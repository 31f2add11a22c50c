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

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures the current thread: processor time, which does not run while other processes have the processor, and allocated
 * bytes. What compilers and collectors do on threads of their own is in neither.
 */
final class ThreadMeter {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private volatile Object outcome = "";

    ThreadMeter() {
        if (!threads.isCurrentThreadCpuTimeSupported() || !threads.isThreadAllocatedMemorySupported()) {
            throw new IllegalStateException("This JVM does not tell the processor time and allocation of a thread");
        }
        threads.setThreadCpuTimeEnabled(true);
        threads.setThreadAllocatedMemoryEnabled(true);
    }

    /** Runs an operation so many times, and returns what each of them took on average. */
    Figures measure(Operation operation, int times) throws Exception {
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long nanos = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            outcome = operation.run();
        }
        double spent = threads.getCurrentThreadCpuTime() - nanos;
        double allocated =
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        return new Figures(spent / times, allocated / times);
    }
}
