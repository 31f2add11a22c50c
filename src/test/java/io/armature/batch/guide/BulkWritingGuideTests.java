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
package io.armature.batch.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.armature.batch.BatchFailedException;
import io.armature.batch.BatchFailure;
import io.armature.batch.BatchJob;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReader;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWrite;
import io.armature.batch.BatchWriter;
import io.armature.batch.ConsoleProgress;
import io.armature.batch.FailureReason;
import io.armature.batch.JsonLinesFailureSink;
import io.armature.batch.VersionPolicy;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs the examples of docs/bulk-writing.md in an application that has nothing but the starter's configuration. */
@WithDynamoDbLocal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkWritingGuideTests {

    private ConfigurableApplicationContext context;

    private BatchWriter writer;

    private TrackRepository tracks;

    @BeforeAll
    void start(DynamoDbEndpoint endpoint) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=none",
                "--spring.main.banner-mode=off",
                "--armature.schema.create=true",
                "--armature.schema.table-prefix=" + endpoint.uniqueTableName("guide") + "-",
                "--armature.batch.items-per-second=5000"));
        for (String property : endpoint.properties()) {
            arguments.add("--" + property);
        }
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
        writer = context.getBean(BatchWriter.class);
        tracks = context.getBean(TrackRepository.class);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void empty() {
        tracks.deleteAllById(LongStream.range(0, 300).boxed().toList());
    }

    @Test
    void firstJobShouldWriteAllTracks() {
        BatchReport report = context.getBean(TrackImport.class).run(someTracks(200));

        assertThat(report.succeeded()).isEqualTo(200);
        assertThat(report.totalUnits()).isEqualTo(200);
        assertThat(tracks.findById(199L)).contains(new Track(199, "Track 199"));
    }

    @Test
    void jobWithEverythingShouldReportFailuresInItsFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("tracks-failed.jsonl");
        Stream<Object> source =
                Stream.concat(someTracks(50), Stream.of(new Track(50, "x".repeat(410_000)), "no entity"));

        BatchReport report;
        try (JsonLinesFailureSink failures = JsonLinesFailureSink.to(file);
                ConsoleProgress progress = ConsoleProgress.of("Importing tracks")) {
            report = writer.write(
                    source,
                    BatchOptions.builder()
                            .name("import-tracks")
                            .rate(BatchRate.unitsPerSecond(500))
                            .total(52)
                            .failures(failures)
                            .progress(progress)
                            .build());
        }

        assertThat(report.job()).isEqualTo("import-tracks");
        assertThat(report.read()).isEqualTo(52);
        assertThat(report.succeeded()).isEqualTo(50);
        assertThat(report.cost().currency()).isEqualTo("USD");
        assertThat(report.cost().amount()).isEqualTo(50 * 0.625 / 1e6);
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("\"position\":50", "\"reason\":\"too-large\"", "name=4100"),
                        line -> assertThat(line).contains("\"position\":51", "\"attempts\":0"));
        assertThatExceptionOfType(BatchFailedException.class).isThrownBy(report::orThrow);
    }

    @Test
    void rawItemsShouldBeMixedWithEntities() {
        String table = "guide-raw-" + System.nanoTime();
        BatchReport report = writer.write(Stream.of(
                new Track(1, "one"),
                new Stock(1, 10, null),
                BatchWrite.put(table, Map.of("id", AttributeValue.fromS("a"))),
                BatchWrite.delete(new Track(2, "any"))));

        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.STOPPED);
        assertThat(report.failures())
                .extracting(BatchFailure::position, BatchFailure::reason)
                .contains(tuple(1L, FailureReason.INVALID), tuple(2L, FailureReason.TABLE_MISSING));
    }

    @Test
    void absentItemsShouldBePutOnce() {
        writer.write(Stream.of(new Track(1, "first"))).orThrow();

        BatchReport report = writer.write(Stream.of(
                BatchWrite.putIfAbsent(new Track(1, "second")), BatchWrite.putIfAbsent(new Track(2, "second"))));

        assertThat(report.succeeded()).isOne();
        assertThat(report.failures())
                .singleElement()
                .extracting(BatchFailure::reason, BatchFailure::kind)
                .containsExactly(FailureReason.CONDITION_FAILED, BatchFailure.Kind.CONDITIONAL_PUT);
        assertThat(tracks.findById(1L)).contains(new Track(1, "first"));
        assertThat(tracks.findById(2L)).contains(new Track(2, "second"));
    }

    @Test
    void versionedEntitiesShouldBeWrittenOnCondition() {
        StockRepository stocks = context.getBean(StockRepository.class);
        stocks.deleteById(1L);
        Stock saved = stocks.save(new Stock(1, 10, null));
        stocks.save(new Stock(1, 9, saved.version()));

        BatchReport report = writer.write(
                Stream.of(new Stock(1, 20, saved.version())),
                BatchOptions.builder().versions(VersionPolicy.CONDITIONAL).build());
        BatchReport forced = writer.write(
                Stream.of(new Stock(1, 30, 2L)),
                BatchOptions.builder().versions(VersionPolicy.UNCONDITIONAL).build());

        assertThat(report.failures())
                .singleElement()
                .extracting(BatchFailure::reason)
                .isEqualTo(FailureReason.CONDITION_FAILED);
        assertThat(forced.succeeded()).isOne();
        assertThat(stocks.findById(1L)).contains(new Stock(1, 30, 3L));
    }

    @Test
    void readingShouldReturnThoseThatExist() {
        writer.write(someTracks(150)).orThrow();
        BatchReader reader = context.getBean(BatchReader.class);
        List<Long> ids = LongStream.range(100, 200).boxed().toList();

        Map<Long, Track> found = new HashMap<>();
        BatchReport report = reader.read(Track.class, ids.stream(), track -> found.put(track.trackId(), track));

        assertThat(report.missing()).isEqualTo(50);
        assertThat(found).hasSize(50).containsEntry(149L, new Track(149, "Track 149"));
    }

    @Test
    void deletingWhatAQueryFindsShouldLeaveTheRest() {
        ReadingRepository readings = context.getBean(ReadingRepository.class);
        writer.write(LongStream.range(0, 120).mapToObj(second -> new Reading("attic", second, 20.5)))
                .orThrow();
        readings.save(new Reading("cellar", 1, 12));

        BatchReport report = writer.write(readings.streamBySensor("attic").map(BatchWrite::delete));

        assertThat(report.succeeded()).isEqualTo(120);
        try (Stream<Reading> left = readings.streamBySensor("attic")) {
            assertThat(left).isEmpty();
        }
        assertThat(readings.findById(new Reading.Id("cellar", 1))).isPresent();
    }

    @Test
    void jobShouldBeWatchedAndCancelled() throws InterruptedException {
        BatchJob job = writer.start(
                LongStream.iterate(0, id -> (id + 1) % 300).mapToObj(id -> new Track(id, "endless")),
                BatchOptions.builder().rate(BatchRate.itemsPerSecond(100)).build());
        while (tracks.findById(0L).isEmpty()) {
            Thread.onSpinWait();
        }

        job.cancel();
        BatchReport report = job.await();

        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.CANCELLED);
        assertThat(report.failures()).extracting(BatchFailure::reason).containsOnly(FailureReason.CANCELLED);
        assertThat(job.progress().done()).isEqualTo(report.read());
    }

    @Test
    void metersShouldCountItemsAndUnits() {
        writer.write(someTracks(10)).orThrow();

        MeterRegistry meters = context.getBean(MeterRegistry.class);
        assertThat(meters.get("armature.batch.units").functionCounters().stream()
                        .filter(counter -> counter.getId().getTag("table").endsWith("-track"))
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isGreaterThanOrEqualTo(10);
        assertThat(meters.get("armature.batch.jobs").gauge().value()).isZero();
    }

    private static Stream<Track> someTracks(int count) {
        return LongStream.range(0, count).mapToObj(id -> new Track(id, "Track " + id));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Track.class)
    @Import(TrackImport.class)
    static class Application {}
}
