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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures encryption in several fresh JVMs, one after the other, prints and writes down the figures, and fails when a
 * goal is missed.
 */
final class EncryptionBenchmark {

    private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private EncryptionBenchmark() {}

    /**
     * Measures.
     *
     * @param args the directory for the report, and the number of JVMs
     */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        int count = Integer.parseInt(args[1]);
        Checks.require(count >= 3, "At least 3 JVMs are needed to tell chance from change, not " + count);
        List<Map<Subject, Figures>> jvms = new ArrayList<>();
        for (int jvm = 1; jvm <= count; jvm++) {
            jvms.add(measure(directory.resolve("jvm-" + jvm + ".txt"), "JVM %d of %d".formatted(jvm, count)));
        }
        Results results = new Results(jvms);
        List<String> report = Report.of(results);
        Path file = directory.resolve("encryption.md");
        Files.write(file, report);
        System.out.println();
        report.forEach(System.out::println);
        System.out.println();
        System.out.println("Written to " + file);
        System.exit(missedGoals(results) == 0 ? 0 : 1);
    }

    private static Map<Subject, Figures> measure(Path figures, String name) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(MeasuringJvm.class.getName(), figures.toString(), name));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        Checks.require(exit == 0, name + " ended with " + exit);
        return MeasuringJvm.read(figures);
    }

    private static int missedGoals(Results results) {
        int missed = 0;
        for (Goal goal : Goal.values()) {
            if (!goal.isMet(results)) {
                missed++;
                System.err.println("Goal " + goal.verdict(results) + ": " + goal.comparison() + " has to be "
                        + goal.limit() + ", and was " + goal.ratio(results).text(2) + ".");
            }
        }
        return missed;
    }
}
