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
import java.util.List;

/** Results as tables in Markdown. */
final class Report {

    private final Results results;

    private final List<String> lines = new ArrayList<>();

    private Report(Results results) {
        this.results = results;
    }

    /** Returns the lines of the report. */
    static List<String> of(Results results) {
        Report report = new Report(results);
        report.conditions();
        report.goals();
        for (Subject.Group group : Subject.Group.values()) {
            report.figures(group);
        }
        return report.lines;
    }

    private void conditions() {
        lines.add("%s %s, %s, %d processors. %d JVMs of %d rounds each: median over the JVMs (least to greatest)."
                .formatted(
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        results.jvms().size(),
                        Rounds.COUNT));
    }

    private void goals() {
        lines.addAll(List.of("", "### Goals", "", "| ratio | measured | goal | |", "|---|---|---|---|"));
        for (Goal goal : Goal.values()) {
            lines.add("| %s | %s | %s | %s |"
                    .formatted(goal.comparison(), goal.ratio(results).text(2), goal.limit(), goal.verdict(results)));
        }
    }

    private void figures(Subject.Group group) {
        lines.addAll(List.of("", "### " + group.title(), ""));
        lines.addAll(List.of("| | µs | bytes | times the first |", "|---|---|---|---|"));
        for (Subject subject : Subject.values()) {
            if (subject.group() == group) {
                lines.add("| %s | %s | %s | %s |"
                        .formatted(
                                subject.title(),
                                results.micros(subject).text(2),
                                results.bytes(subject).text(0),
                                results.ratio(subject, group.baseline()).text(2)));
            }
        }
    }
}
