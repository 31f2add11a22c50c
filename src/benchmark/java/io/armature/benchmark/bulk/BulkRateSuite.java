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
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** What bulk writing does to a table that has a limit: what is lost, and what is left to others. Runs in real time. */
public final class BulkRateSuite implements Suite {

    private static final String GROUP = "rate";

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

    private static final Subject FIXED = new Subject(GROUP, "Armature, 500 units/s");

    private static final Subject ADAPTIVE = new Subject(GROUP, "Armature, adaptive");

    @Override
    public String name() {
        return "bulk-rate";
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        List<ConfigurableApplicationContext> applications = new ArrayList<>();
        Map<Way, ProvisionedTable> ways = new LinkedHashMap<>();
        Stream.<Opening>of(
                        table -> new SinglePuts(table.client(), 16),
                        table -> Batches.ignoring(table.client()),
                        table -> Batches.resending(table.client(), 1),
                        table -> Batches.limited(table.client(), 10, RATE),
                        table -> armature(applications, table, FIXED, BatchRate.unitsPerSecond(RATE)),
                        table -> armature(applications, table, ADAPTIVE, BatchRate.adaptive()))
                .forEach(opening -> {
                    ProvisionedTable table = new ProvisionedTable(TABLE_UNITS, NEIGHBOUR_UNITS);
                    ways.put(opening.open(table), table);
                });
        progress.accept("about %.0f s".formatted(1.5 * ITEMS / RATE));
        try {
            run(ways, measurements);
        } finally {
            applications.forEach(ConfigurableApplicationContext::close);
        }
    }

    private static Way armature(
            List<ConfigurableApplicationContext> applications,
            ProvisionedTable table,
            Subject subject,
            BatchRate rate) {
        ConfigurableApplicationContext application =
                Applications.start(WriterApplication.class, table::putInto, "armature.client.region=eu-central-1");
        applications.add(application);
        return new ArmatureBatches(application.getBean(BatchWriter.class), subject.title(), rate);
    }

    /** All at once, each on a table of its own: nearly all of the time they wait. */
    private static void run(Map<Way, ProvisionedTable> ways, Measurements measurements) throws Exception {
        List<Track> tracks = Track.list(0, ITEMS);
        List<Callable<Long>> jobs = ways.keySet().stream()
                .<Callable<Long>>map(way -> () -> way.write(tracks))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
        try {
            List<Future<Long>> failed = pool.invokeAll(jobs);
            int job = 0;
            for (Map.Entry<Way, ProvisionedTable> way : ways.entrySet()) {
                Subject subject = new Subject(GROUP, way.getKey().title());
                put(measurements, subject, way.getValue(), failed.get(job++).get());
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
        measurements.put(subject, REFUSED, 100 * table.refusedShare());
    }

    @Override
    public void report(Results results, Section section) {
        Spread share = of(results, FIXED, SHARE);
        section.goal(
                Goal.atMost(
                        "items that are neither written nor reported, at 500 units/s", of(results, FIXED, LOST), 0, ""),
                Goal.atMost("the same, adaptive", of(results, ADAPTIVE, LOST), 0, ""),
                Goal.atLeast("mean of the job / rate that was asked for", share, 0.99, ""),
                Goal.atMost("mean of the job / rate that was asked for", share, 1.01, ""),
                Goal.atMost(
                        "units of the greatest second / rate, units on their way and one batch",
                        of(results, FIXED, ALLOWED),
                        1,
                        ""));
        List<Subject> subjects = results.subjects(GROUP);
        section.heading("What became of 20,000 items");
        section.table(
                subjects,
                column(results, "lost without a word", LOST, 0),
                column(results, "known to have failed", FAILED, 0),
                column(results, "time, s", SECONDS, 1),
                column(results, "sent for each item, times", SENT, 2),
                column(results, "requests for each item", REQUESTS, 2),
                column(results, "requests throttled, %", THROTTLED, 1));
        section.heading("What became of the table");
        BarChart chart = BarChart.linear("Units in the greatest second; 500 were to be used");
        subjects.forEach(subject -> chart.bar(subject.title(), of(results, subject, MOST), 0));
        section.chart("bulk-greatest-second", chart);
        section.table(
                subjects,
                column(results, "mean, units/s", MEAN, 0),
                column(results, "greatest second, units", MOST, 0),
                column(results, "writes of the application refused, %", REFUSED, 1));
    }

    private static Column column(Results results, String title, String quantity, int digits) {
        return new Column(title, subject -> of(results, subject, quantity).text(digits));
    }

    private static Spread of(Results results, Subject subject, String quantity) {
        return results.of(subject, quantity);
    }

    /** Makes a way to write to a table. */
    @FunctionalInterface
    private interface Opening {

        Way open(ProvisionedTable table);
    }
}
