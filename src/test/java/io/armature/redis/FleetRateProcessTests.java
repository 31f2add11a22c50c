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
package io.armature.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armature.sample.local.LocalRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes with one rate. {@code -Darmature.test.fleet-seconds=60} measures for longer and is stricter: 99 to 101 % of the
 * rate, and within 5 % without Redis. Otherwise it is for 8 seconds on machines that do other things too: 80 to 103 %, and 80 to 105 %.
 */
@Tag("long")
class FleetRateProcessTests {

    private static final int PROCESSES = 8;

    private static final int RATE = 800;

    private static final long SECONDS = Long.getLong("armature.test.fleet-seconds", 8);

    private static final boolean STRICT = SECONDS >= 60;

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void fleetShouldKeepToOneRateWithRedisAndWithout(TestReporter reporter) throws Exception {
        LocalRedis redis = LocalRedis.start();
        LocalRedis again = null;
        try (CountingDynamoDb table = new CountingDynamoDb()) {
            for (int number = 0; number < PROCESSES; number++) {
                processes.add(start(number, table.port(), redis.port()));
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> table.writers() == PROCESSES);
            pause(5);
            double shared = measure(table, () -> setAhead(processes.get(PROCESSES - 1)));
            reporter.publishEntry("share of the rate with Redis", String.valueOf(shared));

            killRedis();
            pause(1);
            double alone = measure(table, () -> {});
            reporter.publishEntry("share of the rate without Redis", String.valueOf(alone));

            redis.close();
            again = LocalRedis.start(redis.port());
            pause(5);
            double back = measure(table, () -> {});
            reporter.publishEntry("share of the rate with Redis again", String.valueOf(back));

            List<String> reports = end();
            reporter.publishEntry("reports", String.join("\n", reports));
            assertThat(shared).isBetween(STRICT ? 0.99 : 0.8, STRICT ? 1.01 : 1.03);
            assertThat(alone).isBetween(STRICT ? 0.95 : 0.8, 1.05);
            assertThat(back).isBetween(STRICT ? 0.99 : 0.8, STRICT ? 1.01 : 1.03);
            assertThat(reports).hasSize(PROCESSES).allMatch(report -> report.contains("shared=true, instances=8,"));
        } finally {
            redis.close();
            if (again != null) {
                again.close();
            }
        }
    }

    private Process start(int number, int table, int redis) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogging.level.root=warn",
                FleetProcess.class.getName(),
                String.valueOf(number),
                String.valueOf(table),
                String.valueOf(redis),
                String.valueOf(RATE),
                String.valueOf(PROCESSES),
                number == PROCESSES - 1 ? "30" : "0");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true)
                .redirectOutput(log(number).toFile())
                .start();
    }

    private Path log(int number) {
        return folder.resolve(number + ".log");
    }

    private static double measure(CountingDynamoDb table, Runnable inTheMiddle) {
        long from = System.nanoTime();
        pause(SECONDS / 2.0);
        inTheMiddle.run();
        pause(SECONDS - SECONDS / 2.0);
        long to = from + TimeUnit.SECONDS.toNanos(SECONDS);
        await().until(() -> System.nanoTime() - to > 0);
        return table.count(from, to) / (double) (SECONDS * RATE);
    }

    private static void pause(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> System.nanoTime() - end > 0);
    }

    private static void setAhead(Process process) {
        try {
            OutputStream input = process.getOutputStream();
            input.write('\n');
            input.flush();
        } catch (IOException ex) {
            throw new AssertionError("The process has ended", ex);
        }
    }

    private static void killRedis() {
        List<ProcessHandle> servers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .toList();
        assertThat(servers).as("processes of Redis").hasSize(1);
        servers.get(0).destroyForcibly();
    }

    private List<String> end() throws IOException, InterruptedException {
        List<String> reports = new ArrayList<>();
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        for (int number = 0; number < PROCESSES; number++) {
            assertThat(processes.get(number).waitFor(60, TimeUnit.SECONDS)).isTrue();
            reports.addAll(Files.readString(log(number), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" wrote "))
                    .toList());
        }
        return reports;
    }
}
