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
package io.armature.benchmark.throughput;

import io.armature.benchmark.Applications;
import io.armature.benchmark.BarChart;
import io.armature.benchmark.DynamoDbLocal;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import io.armature.benchmark.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Operations in a second on DynamoDB Local, which is what most of the time goes to. */
public final class ThroughputSuite implements Suite {

    private static final int MOST_THREADS = 8;

    private static final List<Integer> THREADS = List.of(1, MOST_THREADS);

    private static final int ROUNDS = 5;

    private static final Duration TURN = Duration.ofMillis(300);

    private static final double WARM_UP_CPU_SECONDS = 0.8;

    private static final String CPU = "CPU, µs";

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        try (DynamoDbLocal engine = DynamoDbLocal.start();
                ConfigurableApplicationContext application =
                        Applications.start(Application.class, engine.properties());
                DynamoDbClient client = engine.client()) {
            DynamoDbEnhancedClient enhanced =
                    DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
            List<Readings> subjects = List.of(
                    new RawReadings(client),
                    new EnhancedReadings(enhanced),
                    new TemplateReadings(enhanced),
                    new ArmatureReadings(application.getBean(ReadingRepository.class)));
            fill(subjects.get(0));
            subjects.forEach(Work::check);
            measure(subjects, measurements, progress);
        }
    }

    private static void fill(Readings readings) {
        for (int sensor = 0; sensor < Work.SENSORS; sensor++) {
            Work.ids(Work.sensor(sensor), Work.READINGS).forEach(id -> readings.put(Reading.of(id, 0)));
        }
    }

    private static void measure(List<Readings> subjects, Measurements measurements, Consumer<String> progress)
            throws Exception {
        Map<Subject, Map<String, List<Double>>> measured = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(MOST_THREADS);
        try {
            progress.accept("warm-up");
            warmUp(subjects, pool);
            for (int round = 1; round <= ROUNDS; round++) {
                progress.accept("round %d of %d".formatted(round, ROUNDS));
                round(subjects, pool, measured);
            }
        } finally {
            pool.shutdownNow();
        }
        measured.forEach((subject, quantities) -> quantities.forEach((quantity, values) ->
                measurements.put(subject, quantity, Spread.of(values).median())));
    }

    /** By processor time, since on a busy machine no time of the clock is long enough for the compilers. */
    private static void warmUp(List<Readings> subjects, ExecutorService pool) throws Exception {
        for (Work work : Work.values()) {
            for (Readings readings : able(subjects, work)) {
                double cpuSeconds = 0;
                while (cpuSeconds < WARM_UP_CPU_SECONDS) {
                    Turn turn = Turn.take(pool, operations(work, readings, MOST_THREADS), TURN);
                    cpuSeconds += turn.operations() * turn.cpuMicros() / 1e6;
                }
            }
        }
    }

    private static void round(
            List<Readings> subjects, ExecutorService pool, Map<Subject, Map<String, List<Double>>> measured)
            throws Exception {
        for (Work work : Work.values()) {
            for (int threads : THREADS) {
                for (Readings readings : able(subjects, work)) {
                    Turn turn = Turn.take(pool, operations(work, readings, threads), TURN);
                    Subject subject = new Subject(work.name(), readings.title());
                    add(measured, subject, perSecond(threads), turn.perSecond());
                    if (threads == 1) {
                        add(measured, subject, CPU, turn.cpuMicros());
                    }
                }
            }
        }
    }

    private static List<Readings> able(List<Readings> subjects, Work work) {
        return subjects.stream()
                .filter(readings -> work != Work.BATCH || readings.hasBatch())
                .toList();
    }

    private static List<Runnable> operations(Work work, Readings readings, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(thread -> work.of(readings, thread))
                .toList();
    }

    private static void add(
            Map<Subject, Map<String, List<Double>>> measured, Subject subject, String quantity, double value) {
        measured.computeIfAbsent(subject, added -> new LinkedHashMap<>())
                .computeIfAbsent(quantity, added -> new ArrayList<>())
                .add(value);
    }

    private static String perSecond(int threads) {
        return threads + " threads, 1/s";
    }

    @Override
    public void report(Results results, Section section) {
        for (int threads : THREADS) {
            BarChart chart =
                    BarChart.linear("Operations in a second, " + (threads == 1 ? "1 thread" : threads + " threads"));
            for (Work work : Work.values()) {
                for (Subject subject : results.subjects(work.name())) {
                    chart.bar(
                            subject.title() + ": " + work.name().toLowerCase(),
                            results.of(subject, perSecond(threads)),
                            0);
                }
            }
            section.chart("throughput-" + threads, chart);
        }
        for (Work work : Work.values()) {
            List<Subject> subjects = results.subjects(work.name());
            section.heading(work.title());
            section.table(
                    subjects,
                    new Column("1 thread, 1/s", results.of(perSecond(1)), 0),
                    new Column("times the SDK client", times(results, subjects, 1), 2),
                    new Column(MOST_THREADS + " threads, 1/s", results.of(perSecond(MOST_THREADS)), 0),
                    new Column("times the SDK client", times(results, subjects, MOST_THREADS), 2),
                    new Column("processor time of the thread, µs", results.of(CPU), 0));
        }
    }

    private static Function<Subject, Spread> times(Results results, List<Subject> subjects, int threads) {
        return subject -> results.ratio(subject, subjects.get(0), perSecond(threads));
    }

    /** An application with one repository, and nothing configured but where DynamoDB is. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
