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
                    Subject.valueOf(words[0]),
                    new Figures(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
        }
        return measured;
    }
}
