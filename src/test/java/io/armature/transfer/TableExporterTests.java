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

import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchWrite;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@WithDynamoDbLocal
class TableExporterTests {

    @TempDir
    private Path folder;

    private TransferTables tables;

    private TransferTables others;

    @BeforeEach
    void createTables(DynamoDbEndpoint endpoint) {
        tables = TransferTables.on(endpoint.client(), endpoint.uniqueTableName("export") + "-")
                .create();
        others = TransferTables.on(endpoint.client(), endpoint.uniqueTableName("again") + "-")
                .create();
    }

    @Test
    void runWhenFormatIsDynamoDbsShouldKeepEachType() {
        fill(300);

        ExportReport report = exporter().run(request(DataFormat.DYNAMODB_JSON).build());
        ImportReport imported = others.importer()
                .run(ImportRequest.of(folder, DataFormat.DYNAMODB_JSON)
                        .into(others.table())
                        .rate(BatchRate.unlimited())
                        .checkpoint(folder.resolve("import.checkpoint"))
                        .build());

        assertThat(report.complete()).isTrue();
        assertThat(report.items()).isEqualTo(300);
        assertThat(report.units()).isGreaterThan(0);
        assertThat(imported.rows()).isEqualTo(300);
        assertThat(imported.failed()).isZero();
        assertThat(byId(others)).isEqualTo(byId(tables));
    }

    @Test
    void runWhenBrokenOffShouldGoOnWithoutLossOrDoubles() {
        fill(400);
        ExportRequest.Builder request = request(DataFormat.DYNAMODB_JSON).rate(BatchRate.itemsPerSecond(200));
        Thread exporting = Thread.currentThread();

        ExportReport first = exporter()
                .run(request.progress(progress -> exporting.interrupt()).build());
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> exporter().run(request.segments(2).build()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("its settings");
        ExportReport second = exporter()
                .run(request.segments(4)
                        .rate(BatchRate.unlimited())
                        .progress(progress -> {})
                        .build());
        others.importer()
                .run(ImportRequest.of(folder, DataFormat.DYNAMODB_JSON)
                        .into(others.table())
                        .rate(BatchRate.unlimited())
                        .checkpoint(folder.resolve("import.checkpoint"))
                        .build());

        assertThat(first.complete()).isFalse();
        assertThat(first.items()).isBetween(1L, 399L);
        assertThat(second.complete()).isTrue();
        assertThat(second.items()).isEqualTo(400);
        assertThat(byId(others)).isEqualTo(byId(tables));
        assertThatThrownBy(() -> exporter().run(request.build()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("has a whole export already");
    }

    @Test
    void runWhenFormatIsCsvShouldBeReadAgain() throws IOException {
        others.jobs()
                .writer()
                .write(IntStream.range(0, 50)
                        .mapToObj(
                                n -> new TransferTables.Article(n, n == 7 ? "a \"quote\",\nand more" : "t" + n, null)))
                .orThrow();
        List<Column> columns = List.of(new Column("id", ColumnType.NUMBER), new Column("title", ColumnType.STRING));

        exporter()
                .run(ExportRequest.of(others.table(), folder, DataFormat.CSV)
                        .columns(columns.toArray(Column[]::new))
                        .rate(BatchRate.unlimited())
                        .build());
        tables.importer()
                .run(ImportRequest.of(folder, DataFormat.CSV)
                        .into(TransferTables.Article.class)
                        .rate(BatchRate.unlimited())
                        .checkpoint(folder.resolve("import.checkpoint"))
                        .build());

        assertThat(byId(tables)).isEqualTo(byId(others));
        assertThat(Files.list(folder).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("data", "manifest-files.json");
    }

    @Test
    void runWhenPartitionIsNamedShouldExportItAlone() {
        fill(20);

        ExportReport report = exporter()
                .run(request(DataFormat.JSON_LINES)
                        .partition(AttributeValue.fromN("7"))
                        .build());

        assertThat(report.items()).isOne();
    }

    @Test
    void runWhenTableIsAbsentShouldSaySo() {
        assertThatThrownBy(() -> exporter()
                        .run(ExportRequest.of("absent-table", folder, DataFormat.JSON_LINES)
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no table 'absent-table'");
        assertThat(folder).isEmptyDirectory();
    }

    private void fill(int count) {
        tables.jobs()
                .writer()
                .write(
                        IntStream.range(0, count).mapToObj(n -> BatchWrite.put(tables.table(), item(n))),
                        BatchOptions.builder().rate(BatchRate.unlimited()).build())
                .orThrow();
    }

    private static Map<String, AttributeValue> item(int n) {
        return Map.of(
                "id", AttributeValue.fromN("" + n),
                "number", AttributeValue.fromN("1234567890123456789012345678.9012345678"),
                "empty", AttributeValue.fromS(""),
                "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b" + n)),
                "texts", AttributeValue.fromSs(List.of("a", "b")),
                "numbers", AttributeValue.fromNs(List.of("1", "2.5")),
                "nothing", AttributeValue.fromNul(true),
                "flag", AttributeValue.fromBool(n % 2 == 0),
                "deep", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1"))))));
    }

    private static Map<String, Map<String, AttributeValue>> byId(TransferTables tables) {
        return tables.items().collect(Collectors.toMap(item -> item.get("id").n(), item -> item));
    }

    private TableExporter exporter() {
        return new TableExporter(tables.client(), BatchRate.itemsPerSecond(100));
    }

    private ExportRequest.Builder request(DataFormat format) {
        return ExportRequest.of(tables.table(), folder, format).rate(BatchRate.unlimited());
    }
}
