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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A suite's part of the page: goals, tables in Markdown and charts. It is used by one thread. */
public final class Section {

    private final List<Goal> goals = new ArrayList<>();

    private final List<String> lines = new ArrayList<>();

    private final Map<String, String> charts = new LinkedHashMap<>();

    /** Adds goals; they stand above everything else. */
    public void goal(Goal... added) {
        goals.addAll(List.of(added));
    }

    /** Adds a paragraph, for what has to be told of this run's numbers. */
    public void text(String paragraph) {
        lines.addAll(List.of("", paragraph));
    }

    /** Adds a heading. */
    public void heading(String heading) {
        lines.addAll(List.of("", "### " + heading));
    }

    /** Adds a heading, a chart and a table of the same subjects; the file is named as in {@link #chart}. */
    public void group(String heading, String file, BarChart chart, List<Subject> subjects, Column... columns) {
        heading(heading);
        chart(file, chart);
        table(subjects, columns);
    }

    /** Adds a table with a line for each subject. */
    public void table(List<Subject> subjects, Column... columns) {
        lines.add("");
        lines.add("| | " + titles(columns) + " |");
        lines.add("|---".repeat(columns.length + 1) + "|");
        for (Subject subject : subjects) {
            String cells = List.of(columns).stream()
                    .map(column -> column.cell.apply(subject))
                    .collect(Collectors.joining(" | "));
            lines.add("| " + subject.title() + " | " + cells + " |");
        }
    }

    private static String titles(Column... columns) {
        return List.of(columns).stream().map(Column::title).collect(Collectors.joining(" | "));
    }

    /**
     * Adds a chart.
     *
     * @param file name of its file without ending, unique on the page
     * @param chart what it shows
     */
    public void chart(String file, BarChart chart) {
        charts.put(file, chart.svg());
        lines.addAll(List.of("", "![%s](%s%s.svg)".formatted(chart.title(), Page.CHARTS, file)));
    }

    List<Goal> goals() {
        return List.copyOf(goals);
    }

    Map<String, String> charts() {
        return Map.copyOf(charts);
    }

    List<String> lines() {
        List<String> all = new ArrayList<>();
        if (!goals.isEmpty()) {
            all.addAll(List.of("", "| goal | measured | allowed | |", "|---|---|---|---|"));
            goals.forEach(goal -> all.add("| %s | %s | %s | %s |"
                    .formatted(goal.what(), goal.measured().text(2), goal.limit(), goal.verdict())));
        }
        all.addAll(lines);
        return all;
    }

    /**
     * A column of a table.
     *
     * @param title its heading
     * @param cell what stands in it for a subject
     */
    public record Column(String title, Function<Subject, String> cell) {

        /** Creates a column of values with so many digits after the point. */
        public Column(String title, Function<Subject, Spread> value, int digits) {
            this(title, subject -> value.apply(subject).text(digits));
        }
    }
}
