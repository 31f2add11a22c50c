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
package io.armature.benchmark.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Sits in the application that starts, and tells what the start has taken once it is ready. */
public final class Probe implements ApplicationListener<ApplicationReadyEvent> {

    /** What a line of the probe begins with. */
    static final String MARK = "armature-benchmark-probe";

    private final Class<?> counted;

    /** Creates the probe, which counts the beans of a type to prove what has been started. */
    public Probe(Class<?> counted) {
        this.counted = counted;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        // First of all, since looking takes time, memory and classes too.
        long ready = System.currentTimeMillis();
        long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        long began = ManagementFactory.getRuntimeMXBean().getStartTime();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long resident = residentKilobytes();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int beans = event.getApplicationContext().getBeanNamesForType(counted).length;
        System.out.printf(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %d%n",
                MARK,
                ready - began,
                cpu / 1_000_000,
                heap / 1024,
                resident,
                classes,
                threads,
                beans);
    }

    /** Returns what the process has of the machine's memory, or 0 where the system does not tell. */
    private static long residentKilobytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ex) {
            return 0;
        }
    }
}
