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
package io.armature.benchmark.startup;

import io.armature.benchmark.BarChart;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import java.util.List;

/** The tables of the starts. */
final class StartupReport {

    static final String WALL = "start, ms";

    static final String CPU = "processor time, ms";

    static final String HEAP = "heap, MB";

    static final String RESIDENT = "resident, MB";

    static final String CLASSES = "classes";

    static final String THREADS = "threads";

    private final Results results;

    private final Section section;

    StartupReport(Results results, Section section) {
        this.results = results;
        this.section = section;
    }

    void write() {
        Subject plain = Variants.PLAIN.subject();
        section.goal(Goal.atMost(
                "start: Armature - SDK beans, 1 table", more(Variants.ARMATURE.subject(), plain, WALL), 300, "ms"));
        group(Variants.ONE, "1 table, no web server");
        group(Variants.TEN, "10 tables");
        group(Variants.HUNDRED, "100 tables");
        group(Variants.WEB, "1 table, with web server and actuator");
    }

    private void group(String group, String heading) {
        List<Subject> subjects = results.subjects(group);
        Subject first = subjects.get(0);
        section.group(
                heading,
                "startup-" + group,
                BarChart.linear("Processor time until the application is ready, ms")
                        .bars(subjects, results.of(CPU), 0),
                subjects,
                column(WALL, 0),
                new Column("more than the first", subject -> more(subject, first, WALL), 0),
                column(CPU, 0),
                new Column("more than the first", subject -> more(subject, first, CPU), 0));
        section.table(subjects, column(HEAP, 1), column(RESIDENT, 0), column(CLASSES, 0), column(THREADS, 0));
    }

    private Column column(String quantity, int digits) {
        return new Column(quantity, results.of(quantity), digits);
    }

    private Spread more(Subject subject, Subject other, String quantity) {
        return results.difference(subject, other, quantity);
    }
}
