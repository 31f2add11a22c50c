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

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Says what a run ran on. */
final class Machine {

    private static final long GIGABYTE = 1L << 30;

    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put("AWS SDK", "software.amazon.awssdk/dynamodb");
        LIBRARIES.put("Spring Cloud AWS", "io.awspring.cloud/spring-cloud-aws-dynamodb");
        LIBRARIES.put(
                "AWS Database Encryption SDK", "software.amazon.cryptography/aws-database-encryption-sdk-dynamodb");
        LIBRARIES.put("Resilience4j", "io.github.resilience4j/resilience4j-circuitbreaker");
    }

    private Machine() {}

    /** Returns one line: day, processors, memory, JVM, versions. */
    static String text() throws IOException {
        return "%s; %s, %d processors, %d GB; %s %s on %s; %s."
                .formatted(
                        LocalDate.now(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        memory() / GIGABYTE,
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        versions());
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return "processor not known";
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("processor not known");
        }
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    private static String versions() {
        String libraries = LIBRARIES.entrySet().stream()
                .map(library -> library.getKey() + " " + version(library.getValue()))
                .collect(Collectors.joining(", "));
        return "Spring Boot " + org.springframework.boot.SpringBootVersion.getVersion() + ", " + libraries;
    }

    /** Maven leaves the version of most libraries in their jars; the file's name has it otherwise. */
    private static String version(String artifact) {
        try (InputStream properties =
                Machine.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
            if (properties != null) {
                Properties read = new Properties();
                read.load(properties);
                return read.getProperty("version");
            }
        } catch (IOException ex) {
            throw new IllegalStateException("The version of " + artifact + " cannot be read", ex);
        }
        String name = artifact.substring(artifact.indexOf('/') + 1) + "-";
        return List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
                .map(path -> Path.of(path).getFileName().toString())
                .filter(file -> file.startsWith(name) && Character.isDigit(file.charAt(name.length())))
                .map(file -> file.substring(name.length(), file.length() - ".jar".length()))
                .findFirst()
                .orElse("(absent)");
    }
}
