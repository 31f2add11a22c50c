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
package io.armature.benchmark.bulk;

import io.armature.batch.BatchRate;
import io.armature.batch.BatchWriter;
import io.armature.benchmark.Applications;
import io.armature.benchmark.BarChart;
import io.armature.benchmark.Checks;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What bulk writing does to a table that has a limit: what is lost, and what is left to others. It runs in real time, and its JVMs one after the
 * other, since whoever gets no processor offers too little to be throttled.
 */
public final class BulkRateSuite implements Suite {

    /** On a table that others used up until the job begins, so that it begins with throttling. */
    private static final String DRY = "dry";

    /** On a table with some capacity to spare, so that nothing but the rate holds the job back. */
    private static final String SPARE = "spare";

    private static final double SPARE_SECONDS = 10;

    private static final int ITEMS = 20_000;

    private static final double TABLE_UNITS = 600;

    private static final double NEIGHBOUR_UNITS = 50;

    private static final double RATE = 500;

    private static final String LOST = "lost";

    private static final String FAILED = "failed";

    private static final String SECONDS = "s";

    private static final String MEAN = "mean, units/s";

    private static final String SHARE = "mean / rate";

    private static final String MOST = "greatest second, units";

    private static final String ALLOWED = "greatest second / bound";

    private static final String SENT = "sent items / items";

    private static final String REQUESTS = "requests / items";

    private static final String THROTTLED = "throttled, %";

    private static final String REFUSED = "refused to others, %";

    private static final String STALL = "longest stall, ms";

    private static final Subject DRY_FIXED = new Subject(DRY, "Armature, 500 units/s");

    private static final Subject SPARE_FIXED = new Subject(SPARE, "Armature, 500 units/s");

    private static final Subject ADAPTIVE = new Subject(DRY, "Armature, adaptive");

    @Override
    public String name() {
        return "bulk-rate";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        List<ConfigurableApplicationContext> applications = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        Opening limited = table -> Batches.limited(table.client(), 10, RATE);
        Opening fixed = table -> armature(applications, table, DRY_FIXED.title(), BatchRate.unitsPerSecond(RATE));
        List<Opening> all = List.of(
                table -> new SinglePuts(table.client(), 16),
                table -> Batches.ignoring(table.client()),
                table -> Batches.resending(table.client(), 1),
                limited,
                fixed,
                table -> armature(applications, table, ADAPTIVE.title(), BatchRate.adaptive()));
        all.forEach(opening -> runs.add(Run.of(DRY, opening, 0)));
        List.of(limited, fixed).forEach(opening -> runs.add(Run.of(SPARE, opening, SPARE_SECONDS)));
        progress.accept("about %.0f s".formatted(1.5 * ITEMS / RATE));
        try {
            run(runs, measurements);
        } finally {
            applications.forEach(ConfigurableApplicationContext::close);
        }
    }

    private static Way armature(
            List<ConfigurableApplicationContext> applications, ProvisionedTable table, String title, BatchRate rate) {
        ConfigurableApplicationContext application =
                Applications.start(WriterApplication.class, table::putInto, "armature.client.region=eu-central-1");
        applications.add(application);
        return new ArmatureBatches(application.getBean(BatchWriter.class), title, rate);
    }

    /** All at once, each on a table of its own: nearly all of the time they wait. */
    private static void run(List<Run> runs, Measurements measurements) throws Exception {
        List<Track> tracks = Track.list(0, ITEMS);
        List<Callable<Long>> jobs = runs.stream()
                .<Callable<Long>>map(run -> () -> run.way.write(tracks))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
        try {
            List<Future<Long>> failed = pool.invokeAll(jobs);
            for (int job = 0; job < runs.size(); job++) {
                Run run = runs.get(job);
                Subject subject = new Subject(run.group, run.way.title());
                put(measurements, subject, run.table, failed.get(job).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void put(Measurements measurements, Subject subject, ProvisionedTable table, long failed) {
        ServedUnits served = table.served();
        Checks.require(table.stored() + failed <= ITEMS, subject.title() + " reports stored items as failed");
        measurements.put(subject, LOST, ITEMS - table.stored() - failed);
        measurements.put(subject, FAILED, failed);
        measurements.put(subject, SECONDS, served.seconds());
        measurements.put(subject, MEAN, served.mean());
        measurements.put(subject, SHARE, served.mean() / RATE);
        measurements.put(subject, MOST, served.mostInAnySecond());
        measurements.put(subject, ALLOWED, served.mostInAnySecond() / table.mostAllowed(RATE));
        measurements.put(subject, SENT, (double) table.sentItems() / ITEMS);
        measurements.put(subject, REQUESTS, (double) table.requests() / ITEMS);
        measurements.put(subject, THROTTLED, 100 * table.throttledShare());
        measurements.put(subject, STALL, table.longestStallMillis());
        measurements.put(subject, REFUSED, 100 * table.refusedShare());
    }

    @Override
    public void report(Results results, Section section) {
        section.goal(
                Goal.atMost("items neither written nor reported, at 500 units/s", results.of(DRY_FIXED, LOST), 0, ""),
                Goal.atMost("items neither written nor reported, adaptive", results.of(ADAPTIVE, LOST), 0, ""),
                Goal.atLeast("mean / rate asked for, capacity to spare", results.of(SPARE_FIXED, SHARE), 0.99, ""),
                Goal.atMost("mean / rate asked for, capacity to spare", results.of(SPARE_FIXED, SHARE), 1.01, ""),
                Goal.atLeast("mean / rate asked for, table used up before", results.of(DRY_FIXED, SHARE), 0.99, ""),
                Goal.atMost(
                        "units of the greatest second / rate, units on their way and one batch",
                        results.of(SPARE_FIXED, ALLOWED),
                        1,
                        ""));
        section.text(
                "The longest that the machine kept a request of a simulated table waiting beyond its time was %s ms; "
                                .formatted(results.of(SPARE_FIXED, STALL).text(0))
                        + "where that is hundreds, the machine was too busy for this comparison.");
        group(results, section, DRY, "A table that others used up until the job begins");
        group(results, section, SPARE, "A table with 10 seconds of capacity saved up");
    }

    private static void group(Results results, Section section, String group, String heading) {
        List<Subject> subjects = results.subjects(group);
        section.group(
                heading,
                "bulk-rate-" + group,
                BarChart.linear("Units in the greatest second; 500 were to be used")
                        .bars(subjects, results.of(MOST), 0),
                subjects,
                new Column("lost without a word", results.of(LOST), 0),
                new Column("known to have failed", results.of(FAILED), 0),
                new Column("time, s", results.of(SECONDS), 1),
                new Column("sent for each item, times", results.of(SENT), 2),
                new Column("requests for each item", results.of(REQUESTS), 2),
                new Column("requests throttled, %", results.of(THROTTLED), 1));
        section.table(
                subjects,
                new Column("mean, units/s", results.of(MEAN), 0),
                new Column("greatest second, units", results.of(MOST), 0),
                new Column("writes of the application refused, %", results.of(REFUSED), 1));
    }

    /** Makes a way to write to a table. */
    @FunctionalInterface
    private interface Opening {

        Way open(ProvisionedTable table);
    }

    /** A way to write, and the table of its own that it writes to. */
    private record Run(String group, Way way, ProvisionedTable table) {

        private static Run of(String group, Opening opening, double savedSeconds) {
            ProvisionedTable table = new ProvisionedTable(TABLE_UNITS, NEIGHBOUR_UNITS, savedSeconds);
            return new Run(group, opening.open(table), table);
        }
    }
}
