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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the suites, each in several fresh JVMs, and writes their parts of the page. */
final class Benchmarks {

    /** Parts of the names of jars that are there for other tests, and would configure themselves in every application. */
    private static final List<String> LEFT_OUT = List.of(
            "spring-cloud-aws-autoconfigure",
            "opentelemetry",
            "tracing",
            "data-redis",
            "lettuce",
            "hibernate",
            "data-jpa");

    private final Path directory;

    private final int jvms;

    private Benchmarks(Path directory, int jvms) {
        this.directory = directory;
        this.jvms = jvms;
    }

    /**
     * Measures.
     *
     * @param args the directory for the values, the page, the number of JVMs, and the names of the suites or {@code all}
     */
    public static void main(String[] args) throws Exception {
        int jvms = Integer.parseInt(args[2]);
        Checks.require(jvms >= 3, "At least 3 JVMs are needed to tell chance from change, not " + jvms);
        Benchmarks benchmarks = new Benchmarks(Path.of(args[0]), jvms);
        Page page = new Page(Path.of(args[1]));
        List<Suite> suites = Suites.chosen(args[3]);
        for (Suite suite : suites) {
            page.requirePlace(suite.name());
        }
        List<Goal> goals = new ArrayList<>();
        for (Suite suite : suites) {
            goals.addAll(benchmarks.run(suite, page));
        }
        System.out.printf("%nWritten to %s.%n", args[1]);
        goals.stream().filter(goal -> !goal.isMet()).forEach(Benchmarks::tell);
        System.exit(0);
    }

    private static void tell(Goal goal) {
        System.out.printf(
                "Goal %s: %s was %s where %s is allowed.%n",
                goal.verdict(), goal.what(), goal.measured().text(2), goal.limit());
    }

    private List<Goal> run(Suite suite, Page page) throws Exception {
        long began = System.nanoTime();
        Results results = new Results(measure(suite));
        Section section = new Section();
        suite.report(results, section);
        List<String> part = new ArrayList<>();
        part.add("");
        part.add("Measured %s %d JVMs in %.0f min. Values are medians over the JVMs, with the least and the greatest."
                .formatted(Machine.text(), jvms, Math.ceil((System.nanoTime() - began) / 60e9)));
        part.addAll(section.lines());
        page.replace(suite.name(), part, section.charts());
        section.lines().forEach(System.out::println);
        return section.goals();
    }

    private List<Measurements> measure(Suite suite) throws Exception {
        Path values = Files.createDirectories(directory.resolve(suite.name()));
        List<Process> running = new ArrayList<>();
        try {
            for (int jvm = 1; jvm <= jvms; jvm++) {
                String name = "%s, JVM %d of %d".formatted(suite.name(), jvm, jvms);
                Process process = start(suite, values.resolve("jvm-" + jvm + ".txt"), name);
                running.add(process);
                if (!suite.isWaiting()) {
                    requireSuccess(process, name);
                }
            }
            List<Measurements> measured = new ArrayList<>();
            for (int jvm = 1; jvm <= jvms; jvm++) {
                requireSuccess(running.get(jvm - 1), "%s, JVM %d".formatted(suite.name(), jvm));
                measured.add(Measurements.read(values.resolve("jvm-" + jvm + ".txt")));
            }
            return measured;
        } finally {
            // Where one has failed, the others would go on for minutes with nobody to wait for them.
            running.forEach(Process::destroy);
        }
    }

    private static void requireSuccess(Process process, String name) throws InterruptedException {
        int exit = process.waitFor();
        Checks.require(exit == 0, name + " ended with " + exit);
    }

    private static Process start(Suite suite, Path values, String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(suite.jvmOptions());
        // Spring Boot would set up logging anew for each application.
        command.add("-Dorg.springframework.boot.logging.LoggingSystem=none");
        for (String property : List.of("logback.configurationFile", "dynamodb-local.arguments")) {
            command.add("-D%s=%s".formatted(property, System.getProperty(property)));
        }
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(MeasuringJvm.class.getName(), suite.name(), values.toString(), name));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static String classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(path -> LEFT_OUT.stream()
                        .noneMatch(
                                part -> Path.of(path).getFileName().toString().contains(part)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
