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
package io.armature.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.armature.batch.BatchRate;
import io.armature.client.UnitPrices;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.armature.transfer.TransferTables.Article;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@WithDynamoDbLocal
class TableImporterTests {

    @TempDir
    private Path folder;

    private TransferTables tables;

    @BeforeEach
    void createTable(DynamoDbEndpoint endpoint) {
        tables = TransferTables.on(endpoint.client(), endpoint.uniqueTableName("import") + "-")
                .create();
    }

    @Test
    void runWhenCsvHasBrokenRowsShouldNameEachAndImportTheRest() throws IOException {
        Path source = file(
                "articles.csv",
                "id,title,price",
                "1,First,1.50",
                "2,\"Second, with a comma\",2.50",
                "three,Third,3.50",
                "4,Fourth",
                "5,\"of two",
                "lines\",",
                "6,Sixth,cheap",
                ",No key,7",
                "8,Eighth,8");

        ImportReport report =
                tables.importer().run(csv(source).into(Article.class).build());

        assertThat(report.complete()).isTrue();
        assertThat(report.rows()).isEqualTo(8);
        assertThat(report.failed()).isEqualTo(4);
        assertThat(titles())
                .containsOnly(
                        Map.entry("1", "First"),
                        Map.entry("2", "Second, with a comma"),
                        Map.entry("5", "of two\nlines"),
                        Map.entry("8", "Eighth"));
        List<String> failures = Files.readAllLines(folder.resolve("articles.csv.failures.jsonl"));
        assertThat(failures).hasSize(4);
        assertThat(failures.get(0)).contains("\"line\":4", "\"reason\":\"invalid\"", "Column 'id' is not a number");
        assertThat(failures.get(1)).contains("\"line\":5", "The record has 2 values, and the header 3 names");
        assertThat(failures.get(2))
                .contains("\"line\":8", "Column 'price' is not a number")
                .doesNotContain("cheap");
        assertThat(failures.get(3)).contains("\"line\":9", "needs a value of its key [id]");
        assertThat(folder.resolve("articles.csv.checkpoint")).doesNotExist();
    }

    @Test
    void runWhenTableIsRawShouldTakeTheTypesOfKeysAndColumns() throws IOException {
        Path source = file("raw.csv", "number,title,tags,since", "1,First,a;b,2020", "2,Second,,2021");

        tables.importer()
                .run(csv(source)
                        .into(tables.table())
                        .columns(
                                new Column("number", "id", ColumnType.NUMBER),
                                new Column("tags", ColumnType.STRING_SET))
                        .build());

        assertThat(tables.items())
                .containsExactlyInAnyOrder(
                        Map.of(
                                "id", AttributeValue.fromN("1"),
                                "title", AttributeValue.fromS("First"),
                                "tags", AttributeValue.fromSs(List.of("a", "b")),
                                "since", AttributeValue.fromS("2020")),
                        Map.of(
                                "id", AttributeValue.fromN("2"),
                                "title", AttributeValue.fromS("Second"),
                                "since", AttributeValue.fromS("2021")));
    }

    @Test
    void runWhenJsonLinesAreCompressedShouldImportEachType() throws IOException {
        Path source = folder.resolve("articles.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(source))) {
            out.write("""
                    {"id": 1, "title": "First", "list": [1, "two", true, null], "map": {"inner": 1.50}}

                    {"id": 2, "title": "Second"
                    {"id": 3, "title": "Third"}
                    [1]
                    """.getBytes(StandardCharsets.UTF_8));
        }

        ImportReport report = tables.importer()
                .run(ImportRequest.of(source, DataFormat.JSON_LINES)
                        .into(tables.table())
                        .rate(BatchRate.unlimited())
                        .build());

        assertThat(report.failed()).isEqualTo(2);
        assertThat(tables.items().map(item -> item.get("id").n())).containsExactlyInAnyOrder("1", "3");
        assertThat(Files.readString(folder.resolve("articles.jsonl.gz.failures.jsonl")))
                .contains("\"line\":3", "\"line\":5", "not a JSON object");
    }

    @Test
    void runWhenItemsAreThereShouldLeaveThemIfAbsentIsAsked() throws IOException {
        Path source = file("articles.csv", "id,title", "1,New", "2,New");
        tables.client()
                .putItem(put -> put.tableName(tables.table())
                        .item(Map.of("id", AttributeValue.fromN("1"), "title", AttributeValue.fromS("Old"))));

        ImportReport report =
                tables.importer().run(csv(source).into(Article.class).ifAbsent().build());

        assertThat(report.present()).isOne();
        assertThat(report.failed()).isZero();
        assertThat(titles()).containsOnly(Map.entry("1", "Old"), Map.entry("2", "New"));
        assertThat(folder.resolve("articles.csv.failures.jsonl")).doesNotExist();
    }

    @Test
    void runWhenBrokenOffShouldGoOnWhereItWas() throws IOException {
        Path source = file(
                "articles.csv",
                IntStream.rangeClosed(0, 3_000)
                        .mapToObj(n -> n == 0 ? "id,title" : n % 100 == 0 ? n + ",a,b" : n + ",Article " + n)
                        .toArray(String[]::new));
        ImportRequest.Builder request = csv(source).into(Article.class).rate(BatchRate.itemsPerSecond(2_000));
        Thread importing = Thread.currentThread();

        ImportReport first = tables.importer()
                .run(request.progress(progress -> importing.interrupt()).build());
        assertThat(Thread.interrupted()).isTrue();
        ImportReport second =
                tables.importer().run(request.progress(progress -> {}).build());

        assertThat(first.complete()).isFalse();
        assertThat(first.rows()).isBetween(1L, 2_999L);
        assertThat(second.complete()).isTrue();
        assertThat(second.resumedAfter()).isEqualTo(first.rows());
        assertThat(second.rows()).isEqualTo(3_000);
        assertThat(second.failed()).isEqualTo(30);
        assertThat(tables.items().count()).isEqualTo(2_970);
        assertThat(Files.readAllLines(folder.resolve("articles.csv.failures.jsonl")))
                .hasSize(30);
    }

    @Test
    void runWhenCheckpointIsOfSomethingElseShouldRefuse() throws IOException {
        Path source = file(
                "articles.csv",
                IntStream.rangeClosed(0, 2_000)
                        .mapToObj(n -> n == 0 ? "id,title" : n + ",Article " + n)
                        .toArray(String[]::new));
        ImportRequest.Builder request = csv(source).into(Article.class).rate(BatchRate.itemsPerSecond(1_000));
        Thread importing = Thread.currentThread();
        tables.importer()
                .run(request.progress(progress -> importing.interrupt()).build());
        assertThat(Thread.interrupted()).isTrue();
        request.progress(progress -> {});

        assertThatThrownBy(() -> tables.importer().run(request.ifAbsent().build()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("its settings is 'CSV as")
                .hasMessageContaining("CSV if absent as");
        Files.writeString(source, "id,title\n1,Changed\n");
        assertThatThrownBy(() ->
                        tables.importer().run(csv(source).into(Article.class).build()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("its source is");
        Files.writeString(folder.resolve("articles.csv.checkpoint"), "half a");
        assertThatThrownBy(() ->
                        tables.importer().run(csv(source).into(Article.class).build()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void runWhenTableIsAbsentShouldSaySoBeforeAnythingIsRead() throws IOException {
        Path source = file("articles.csv", "id,title", "1,First");

        assertThatThrownBy(() ->
                        tables.importer().run(csv(source).into("absent-table").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no table 'absent-table'");
        assertThat(folder.resolve("articles.csv.checkpoint")).doesNotExist();
    }

    @Test
    void runWhenTheTableMayNotBeDescribedShouldWriteAllTheSame() throws IOException {
        Path source = file("articles.csv", "id,title", "1,First");

        ImportReport report = new TransferTables(new WritersClient(), tables.entities(), tables.jobs())
                .importer()
                .run(csv(source).into(Article.class).build());

        assertThat(report.complete()).isTrue();
        assertThat(titles()).containsOnly(Map.entry("1", "First"));
    }

    @Test
    void runWhenSourceIsAbsentShouldSaySo() {
        assertThatThrownBy(() -> tables.importer()
                        .run(csv(folder.resolve("nowhere.csv"))
                                .into(Article.class)
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.csv")
                .hasMessageContaining("can't be read");
    }

    @Test
    void estimateWhenSourceIsSampledShouldTellUnitsTimeAndCost() throws IOException {
        Path source = file(
                "articles.csv",
                IntStream.rangeClosed(0, 2_000)
                        .mapToObj(n -> n == 0 ? "id,title" : (n % 10 == 0 ? "x" : n) + "," + "t".repeat(1_500))
                        .toArray(String[]::new));

        ImportEstimate estimate =
                tables.importer().estimate(csv(source).into(Article.class).build());

        assertThat(estimate.rows()).isEqualTo(2_000);
        assertThat(estimate.sampled()).isEqualTo(1_000);
        assertThat(estimate.invalid()).isEqualTo(100);
        assertThat(estimate.units()).isEqualTo(2_000 * 0.9 * 2);
        assertThat(estimate.duration()).hasSeconds(20);
        assertThat(estimate.cost().amount()).isCloseTo(0.00225, within(1e-9));
        assertThat(estimate.toString())
                .contains("about 2,000 rows, 3,600 write units", "of which 100 are invalid", "Time: 0 min 20 s");
        assertThat(tables.items()).isEmpty();
    }

    @Test
    void runWhenCostIsAboveTheLimitShouldAskForConfirmation() throws IOException {
        Path source = file("articles.csv", "id,title", "1,First");
        TableImporter importer = new TableImporter(
                tables.jobs().writer(),
                tables.entities(),
                tables.client(),
                new TransferSettings(BatchRate.itemsPerSecond(100), new UnitPrices(11e6, 1, "EUR"), 10));
        ImportRequest.Builder request = csv(source).into(Article.class);

        assertThatThrownBy(() -> importer.run(request.build()))
                .isInstanceOfSatisfying(UnconfirmedCostException.class, ex -> {
                    assertThat(ex).hasMessageContaining("11 EUR").hasMessageContaining("price.confirm-above");
                    assertThat(ex.estimate().units()).isOne();
                });
        assertThat(tables.items()).isEmpty();
        assertThat(importer.run(request.confirmed().build()).complete()).isTrue();
        assertThat(tables.items()).hasSize(1);
    }

    private Map<String, String> titles() {
        return tables.items()
                .collect(Collectors.toMap(
                        item -> item.get("id").n(), item -> item.get("title").s()));
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static ImportRequest.Builder csv(Path source) {
        return ImportRequest.of(source, DataFormat.CSV);
    }

    /** Of somebody who may write, and describe nothing. */
    private static final class WritersClient implements DynamoDbClient {

        private static DynamoDbException denied() {
            return (DynamoDbException) DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .build())
                    .build();
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            throw denied();
        }

        @Override
        public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
            throw denied();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
