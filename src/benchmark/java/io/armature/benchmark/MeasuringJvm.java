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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures all subjects once, in the JVM that it was started in, and leaves the figures in a file. */
final class MeasuringJvm {

    private MeasuringJvm() {}

    /**
     * Measures.
     *
     * @param args the file for the figures, and what to say before each word on the progress
     */
    public static void main(String[] args) throws Exception {
        Map<Subject, Operation> operations = new EnumMap<>(Subject.class);
        new BareSubjects().addTo(operations);
        new ArmatureSubjects().addTo(operations);
        new PeerSubjects().addTo(operations);
        Rounds rounds = new Rounds(operations, step -> System.out.println(args[1] + ": " + step));
        write(Path.of(args[0]), rounds.run());
        // The SDK's threads are no daemons.
        System.exit(0);
    }

    private static void write(Path file, Map<Subject, Figures> measured) throws Exception {
        List<String> lines = new ArrayList<>();
        measured.forEach((subject, figures) -> lines.add(subject + " " + figures.nanos() + " " + figures.bytes()));
        Files.write(file, lines);
    }

    /** Reads what {@link #main} has written. */
    static Map<Subject, Figures> read(Path file) throws Exception {
        Map<Subject, Figures> measured = new EnumMap<>(Subject.class);
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            measured.put(
                    Subject.valueOf(words[0]), new Figures(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
        }
        return measured;
    }
}
