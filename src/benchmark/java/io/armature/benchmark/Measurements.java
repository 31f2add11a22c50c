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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of one JVM, in the order in which they came. It is used by one thread. */
public final class Measurements {

    /** Processor time of the thread for one operation, in nanoseconds. */
    public static final String NANOS = "ns";

    /** What the thread allocates for one operation, in bytes. */
    public static final String BYTES = "bytes";

    private final Map<Subject, Map<String, Double>> values = new LinkedHashMap<>();

    /**
     * Keeps a value.
     *
     * @param subject what was measured
     * @param quantity what of it, with its unit, as {@code answer, s}; no tabs
     * @param value the value
     */
    public void put(Subject subject, String quantity, double value) {
        values.computeIfAbsent(subject, added -> new LinkedHashMap<>()).put(quantity, value);
    }

    /** Keeps processor time and bytes. */
    public void put(Map<Subject, Figures> measured) {
        measured.forEach((subject, figures) -> {
            put(subject, NANOS, figures.nanos());
            put(subject, BYTES, figures.bytes());
        });
    }

    Set<Subject> subjects() {
        return values.keySet();
    }

    double value(Subject subject, String quantity) {
        Double value = values.getOrDefault(subject, Map.of()).get(quantity);
        Checks.require(value != null, "A JVM did not measure '" + quantity + "' of " + subject);
        return value;
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        values.forEach((subject, quantities) -> quantities.forEach((quantity, value) ->
                lines.add(String.join("\t", subject.group(), subject.title(), quantity, value.toString()))));
        Files.write(file, lines);
    }

    static Measurements read(Path file) throws IOException {
        Measurements read = new Measurements();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t");
            read.put(new Subject(parts[0], parts[1]), parts[2], Double.parseDouble(parts[3]));
        }
        return read;
    }
}
