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
package io.armature.benchmark.outage;

import io.armature.benchmark.BarChart;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import java.util.List;

/** The tables of the outages, one for each fault. */
final class OutageReport {

    static final String DEFAULTS = "SDK, defaults";

    static final String ARMATURE = "Armature";

    private final Results results;

    private final Section section;

    OutageReport(Results results, Section section) {
        this.results = results;
        this.section = section;
    }

    void write() {
        String hung = Fault.HUNG.group();
        section.goal(Goal.atLeast(
                "hung: first answer of the SDK's defaults / of Armature",
                results.ratio(new Subject(hung, DEFAULTS), new Subject(hung, ARMATURE), LastingOutage.FIRST_ANSWER),
                20,
                ""));
        for (Fault fault : Fault.values()) {
            write(fault);
        }
    }

    private void write(Fault fault) {
        List<Subject> subjects = results.subjects(fault.group());
        section.group(
                fault.heading(),
                "outage-" + fault.group(),
                BarChart.logarithmic("First answer, s").bars(subjects, results.of(LastingOutage.FIRST_ANSWER), 2),
                subjects,
                new Column("first answer, s", results.of(LastingOutage.FIRST_ANSWER), 2),
                new Column("which is", this::kind),
                new Column("wait, median, ms", results.of(CallLog.WAIT_MEDIAN), 1),
                new Column("wait, p99, ms", results.of(CallLog.WAIT_P99), 1),
                new Column("answered, %", results.of(CallLog.ANSWERED), 0),
                new Column("recovery, s", results.of(CallLog.RECOVERY), 1));
        section.table(
                subjects,
                new Column("attempts in the first 10 s", results.of(PassingOutage.ATTEMPTS_FIRST), 0),
                new Column("in the last 10 s", results.of(PassingOutage.ATTEMPTS_LAST), 0),
                new Column("threads in a call at its end", results.of(PassingOutage.BUSY), 0));
    }

    private String kind(Subject subject) {
        Spread kind = results.of(subject, LastingOutage.FIRST_KIND);
        return kind.min() == kind.max() ? Answer.values()[(int) kind.median()].text() : "not always the same";
    }
}
