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
package io.armature.benchmark.growth;

import io.armature.benchmark.BarChart;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.util.List;
import java.util.function.Consumer;

/** What calls cost as tables, threads and keys become more. */
public final class GrowthSuite implements Suite {

    private static final List<Integer> KEYS = List.of(1_000, 10_000, 100_000, 1_000_000);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        HotKeyGrowth.measure(KEYS, measurements, progress);
        DataKeyGrowth.measure(KEYS, measurements, progress);
        TableGrowth.measure(measurements, progress);
        ThreadGrowth.measure(measurements, progress);
    }

    @Override
    public void report(Results results, Section section) {
        Column bytes = column("bytes", results, Measurements.BYTES);
        Column reads = column("reads a second", results, ThreadGrowth.PER_SECOND);
        Column held = column("KB held", results, KeyRun.HELD);
        Column made = column("keys made for 1,000 puts", results, DataKeyGrowth.MADE);
        group(results, section, TableGrowth.GROUP, "Tables, read in turn", bytes);
        group(results, section, ThreadGrowth.GROUP, "Threads, reading at once", reads);
        group(results, section, HotKeyGrowth.GROUP, "Keys, counted as they are read", held);
        group(results, section, DataKeyGrowth.GROUP, "Data keys, one for each tenant who is written for", held, made);
    }

    private static Column column(String title, Results results, String quantity) {
        return new Column(title, results.of(quantity), 0);
    }

    private static void group(Results results, Section section, String group, String heading, Column... columns) {
        List<Subject> subjects = results.subjects(group);
        Column[] all = new Column[columns.length + 1];
        all[0] = new Column("µs", results::micros, 2);
        System.arraycopy(columns, 0, all, 1, columns.length);
        BarChart chart = BarChart.linear("Processor time, µs").bars(subjects, results::micros, 1);
        section.group(heading, "growth-" + group, chart, subjects, all);
    }
}
