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
import java.util.List;
import java.util.Map;

/**
 * The page of benchmarks: what stands between two marks is written by a run, everything else by people. It has
 * {@code <!-- benchmark: NAME -->} before and {@code <!-- benchmark: end -->} after the part of each suite.
 */
final class Page {

    /** Where the charts lie, beside the page. */
    static final String CHARTS = "images/benchmarks/";

    private static final String END = "<!-- benchmark: end -->";

    private final Path file;

    Page(Path file) {
        this.file = file;
    }

    /** Fails if there is no place for a suite, so that nobody waits for numbers that have nowhere to go. */
    void requirePlace(String suite) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int begin = lines.indexOf(mark(suite));
        Checks.require(
                begin >= 0 && lines.subList(begin, lines.size()).contains(END),
                file + " has no lines '" + mark(suite) + "' and '" + END + "'");
    }

    /** Puts a suite's part in the place of its last one. */
    void replace(String suite, List<String> part, Map<String, String> charts) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int begin = lines.indexOf(mark(suite));
        int end = begin + lines.subList(begin, lines.size()).indexOf(END);
        List<String> page = new ArrayList<>(lines.subList(0, begin + 1));
        page.addAll(part);
        page.add("");
        page.addAll(lines.subList(end, lines.size()));
        Path directory = Files.createDirectories(file.resolveSibling(CHARTS));
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(directory.resolve(chart.getKey() + ".svg"), chart.getValue());
        }
        Files.write(file, page);
    }

    private static String mark(String suite) {
        return "<!-- benchmark: " + suite + " -->";
    }
}
