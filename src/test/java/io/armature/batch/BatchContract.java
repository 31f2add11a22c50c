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
package io.armature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armature.client.TableCatalogue;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import io.armature.schema.TableCreator;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bulk writing and reading as applications use it, run against each engine. */
abstract class BatchContract {

    private static final BatchOptions UNLIMITED =
            BatchOptions.builder().rate(BatchRate.unlimited()).build();

    private DynamoDbClient client;

    private BatchJobs jobs;

    private Function<DynamoDbClient, BatchJobs> maker;

    private String parts;

    private String versioned;

    @BeforeEach
    void createTables(DynamoDbEndpoint endpoint) {
        TableCatalogue catalogue = new TableCatalogue();
        TableNames names = new TableNames(endpoint.uniqueTableName("batch") + "-", Map.of());
        Entities entities = new Entities(new EntitySchemas(List.of()), names, catalogue);
        client = endpoint.client();
        parts = entities.get(Part.class).tableName();
        versioned = entities.get(Stock.class).tableName();
        new TableCreator(client).create(entities.all());
        maker = any -> new BatchJobs(
                any,
                entities,
                new ItemExtensions(List.of()),
                catalogue,
                BatchSettings.defaults(),
                UnitPrices.defaults(),
                BatchStatistics.NONE);
        jobs = jobs(client);
    }

    private BatchJobs jobs(DynamoDbClient any) {
        return maker.apply(any);
    }

    @Test
    void writeWhenItemsAreManyShouldWriteEach() {
        BatchReport report = jobs.writer().write(parts(1_000), UNLIMITED);

        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.COMPLETED);
        assertThat(report.succeeded()).isEqualTo(1_000);
        assertThat(report.failed()).isZero();
        assertThat(report.requests())
                .as("full batches, but where the reader was held up")
                .isBetween(40L, 50L);
        assertThat(report.units()).containsEntry(parts, 1_000.0);
        assertThat(report.cost().amount()).isEqualTo(0.000625);
        assertThat(count(parts)).isEqualTo(1_000);
    }

    @Test
    void readWhenSomeAreMissingShouldReadTheRest() {
        jobs.writer().write(parts(250), UNLIMITED).orThrow();
        List<Part> found = new ArrayList<>();

        BatchReport report =
                jobs.reader().read(Part.class, LongStream.range(0, 300).boxed(), found::add, UNLIMITED);

        assertThat(report.succeeded()).isEqualTo(300);
        assertThat(report.missing()).isEqualTo(50);
        assertThat(report.requests()).isEqualTo(3);
        assertThat(found)
                .extracting(Part::id)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 250).boxed().toList());
    }

    @Test
    void writeWhenOneItemIsBadShouldFailThatOneAlone() {
        Map<String, AttributeValue> bad =
                Map.of("id", AttributeValue.fromN("7"), "name", AttributeValue.fromNs(List.of("1", "1")));

        BatchReport report = jobs.writer()
                .write(
                        Stream.concat(
                                Stream.of(BatchWrite.put(parts, bad)), parts(30).skip(10)),
                        UNLIMITED);

        assertThat(report.succeeded()).isEqualTo(20);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(FailureReason.INVALID);
            assertThat(failure.position()).isZero();
            assertThat(failure.key()).containsOnlyKeys("id");
            assertThat(failure.message()).contains("duplicate");
        });
        assertThat(count(parts)).isEqualTo(20);
    }

    @Test
    void writeWhenItemsCannotBeStoredShouldSayWhyOfEach() {
        Stream<Object> items = Stream.of(
                BatchWrite.put(parts, Map.of("name", AttributeValue.fromS("no key"))),
                BatchWrite.put(
                        parts,
                        Map.of("id", AttributeValue.fromN("1"), "name", AttributeValue.fromS("x".repeat(410_000)))),
                new Stock(1, 5, null),
                new Part(2, "good"));

        BatchReport report = jobs.writer().write(items, UNLIMITED);

        assertThat(report.succeeded()).isOne();
        assertThat(report.failures())
                .extracting(BatchFailure::reason)
                .containsExactly(FailureReason.INVALID, FailureReason.TOO_LARGE, FailureReason.INVALID);
        assertThat(report.failures().get(0).message()).contains("has no 'id'").contains(parts);
        assertThat(report.failures().get(1).message()).contains("name=4100").contains("409600");
        assertThat(report.failures().get(2).message()).contains("VersionPolicy.UNCONDITIONAL or CONDITIONAL");
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(BatchFailedException.class)
                .hasMessageContaining("1 items succeeded, 3 failed");
    }

    @Test
    void writeWhenTableIsAbsentShouldStopAtOnce() {
        AtomicInteger taken = new AtomicInteger();

        BatchReport report = jobs.writer()
                .write(
                        IntStream.range(0, 5_000)
                                .peek(n -> taken.incrementAndGet())
                                .mapToObj(n ->
                                        BatchWrite.delete("absent-table", Map.of("id", AttributeValue.fromN("" + n)))),
                        UNLIMITED);

        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.STOPPED);
        assertThat(report.failed()).isEqualTo(taken.get()).isEqualTo(5_000);
        assertThat(report.failures()).extracting(BatchFailure::reason).containsOnly(FailureReason.TABLE_MISSING);
        assertThat(report.requests()).isLessThanOrEqualTo(10);
    }

    @Test
    void writeWhenEntitiesHaveVersionsShouldCountThemOn() {
        BatchOptions conditional = BatchOptions.builder()
                .rate(BatchRate.unlimited())
                .versions(VersionPolicy.CONDITIONAL)
                .build();
        BatchOptions unconditional = BatchOptions.builder()
                .rate(BatchRate.unlimited())
                .versions(VersionPolicy.UNCONDITIONAL)
                .build();

        jobs.writer()
                .write(Stream.of(new Stock(1, 5, null), new Stock(2, 5, null)), conditional)
                .orThrow();
        jobs.writer()
                .write(Stream.of(new Stock(1, 6, 1L), new Stock(2, 6, 7L)), unconditional)
                .orThrow();
        BatchReport stale = jobs.writer().write(Stream.of(new Stock(1, 7, 1L), new Stock(2, 7, 8L)), conditional);
        BatchReport absent = jobs.writer().write(Stream.of(new Stock(3, 1, null)), unconditional);

        assertThat(stale.succeeded()).isOne();
        assertThat(stale.failures())
                .singleElement()
                .extracting(BatchFailure::reason)
                .isEqualTo(FailureReason.CONDITION_FAILED);
        assertThat(absent.failures())
                .singleElement()
                .extracting(BatchFailure::reason)
                .isEqualTo(FailureReason.INVALID);
        List<Stock> found = new ArrayList<>();
        jobs.reader().read(Stock.class, Stream.of(1L, 2L), found::add, UNLIMITED);
        assertThat(found).containsExactlyInAnyOrder(new Stock(1, 6, 2L), new Stock(2, 7, 9L));
        assertThat(count(versioned)).isEqualTo(2);
    }

    @Test
    void writeWhenKeyComesTwiceShouldKeepTheLaterOne() {
        Stream<Part> items = IntStream.range(0, 2_000).mapToObj(n -> new Part(n % 10, "v" + n / 10));

        BatchReport report = jobs.writer().write(items, UNLIMITED).orThrow();

        assertThat(report.succeeded()).isEqualTo(2_000);
        List<Part> found = new ArrayList<>();
        jobs.reader().read(Part.class, LongStream.range(0, 10).boxed(), found::add, UNLIMITED);
        assertThat(found).hasSize(10).extracting(Part::name).containsOnly("v199");
    }

    @Test
    void writeWhenSourceThrowsShouldFinishAndReportFirst() {
        Stream<Part> items = parts(100).peek(part -> {
            if (part.id() == 60) {
                throw new IllegalStateException("line 61 is broken");
            }
        });

        assertThatThrownBy(() -> jobs.writer().write(items, UNLIMITED))
                .isInstanceOfSatisfying(BatchAbortedException.class, ex -> {
                    assertThat(ex).hasMessageContaining("source").hasRootCauseMessage("line 61 is broken");
                    assertThat(ex.report().succeeded()).isEqualTo(60);
                });
        assertThat(count(parts)).isEqualTo(60);
    }

    @Test
    void cancelWhenSourceIsEndlessShouldReportWhatWasDone() throws InterruptedException {
        BatchOptions options = BatchOptions.builder()
                .rate(BatchRate.itemsPerSecond(200))
                .progress(progress -> {})
                .build();
        BatchJob job = jobs.writer().start(Stream.iterate(0L, n -> n + 1).map(n -> new Part(n, "endless")), options);
        while (count(parts) < 50) {
            Thread.onSpinWait();
        }

        job.cancel();
        BatchReport report = job.await();

        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.CANCELLED);
        assertThat(report.succeeded()).isEqualTo(count(parts));
        assertThat(report.read()).isEqualTo(report.succeeded() + report.failed());
        assertThat(jobs.running()).isEmpty();
    }

    /** The answers to one request in five are lost after DynamoDB has carried it out. */
    @Test
    void writeWhenAnswersAreLostShouldFindItsOwnConditionalWrites(DynamoDbEndpoint endpoint) {
        Random random = new Random(8);
        try (FaultProxy proxy = new FaultProxy(endpoint.uri());
                DynamoDbClient faulty = DynamoDbClient.builder()
                        .endpointOverride(proxy.uri())
                        .region(Region.of(endpoint.region()))
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build()) {
            proxy.loseAnswers(0.2, random::nextDouble);
            BatchReport report = jobs(faulty)
                    .writer()
                    .write(
                            LongStream.range(0, 200).mapToObj(n -> new Stock(n, 1, null)),
                            BatchOptions.builder()
                                    .rate(BatchRate.unlimited())
                                    .versions(VersionPolicy.CONDITIONAL)
                                    .build());

            assertThat(report.failures()).isEmpty();
            assertThat(report.succeeded()).isEqualTo(200);
            assertThat(report.requests()).as("each loss goes again").isBetween(215L, 300L);
        }
        List<Stock> found = new ArrayList<>();
        jobs.reader().read(Stock.class, LongStream.range(0, 200).boxed(), found::add, UNLIMITED);
        assertThat(found).hasSize(200).extracting(Stock::version).containsOnly(1L);
    }

    private static Stream<Part> parts(int count) {
        return LongStream.range(0, count).mapToObj(n -> new Part(n, "part " + n));
    }

    private int count(String table) {
        return client.scanPaginator(request -> request.tableName(table).consistentRead(true)).stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    @Table("parts")
    record Part(@DynamoDbPartitionKey long id, String name) {}

    @Table("stock")
    record Stock(
            @DynamoDbPartitionKey long id,
            int amount,
            @DynamoDbVersionAttribute @Nullable Long version) {}
}
