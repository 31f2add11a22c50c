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

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** An import is killed again and again, as by a deployment, and each time goes on where it was. */
@WithDynamoDbLocal
@Tag("long")
class ImportKillTests {

    private static final int ROWS = 100_000;

    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    void importWhenKilledTenTimesShouldHaveEachRow(DynamoDbEndpoint endpoint, TestReporter reporter)
            throws IOException, InterruptedException {
        String prefix = endpoint.uniqueTableName("killed") + "-";
        TransferTables tables = TransferTables.on(endpoint.client(), prefix).create();
        Path source = folder.resolve("articles.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(source)) {
            for (int row = 0; row < ROWS; row++) {
                out.write("{\"id\": " + row + ", \"title\": \"Article " + row + "\"}\n");
            }
        }
        long seed = Long.getLong("armature.test.seed", System.nanoTime());
        Random random = new Random(seed);
        Path checkpoint = folder.resolve("articles.jsonl.checkpoint");
        List<Long> progress = new ArrayList<>();
        int kills = 0;
        int status;
        while (true) {
            Process process = start(endpoint, prefix, source);
            if (kills < KILLS) {
                long before = rows(checkpoint);
                // The first second of a run may be spent before its first checkpoint; it is killed somewhere behind
                // that.
                while (process.isAlive() && rows(checkpoint) == before) {
                    process.waitFor(10, TimeUnit.MILLISECONDS);
                }
                process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
                if (process.isAlive()) {
                    process.destroyForcibly().waitFor();
                    kills++;
                    progress.add(rows(checkpoint));
                    continue;
                }
            }
            status = process.waitFor();
            break;
        }
        reporter.publishEntry("seed " + seed + ", kills " + kills + ", rows at each of them " + progress);

        assertThat(status).isZero();
        assertThat(kills).isEqualTo(KILLS);
        assertThat(checkpoint).doesNotExist();
        BitSet found = new BitSet(ROWS);
        tables.items().forEach(item -> {
            int id = Integer.parseInt(item.get("id").n());
            assertThat(item.get("title").s()).isEqualTo("Article " + id);
            found.set(id);
        });
        assertThat(found.cardinality()).isEqualTo(ROWS);
        assertThat(found.length()).isEqualTo(ROWS);
    }

    private Process start(DynamoDbEndpoint endpoint, String prefix, Path source) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ImportProcess.class.getName(),
                        endpoint.uri().toString(),
                        prefix,
                        source.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("process.log").toFile()))
                .start();
    }

    private static long rows(Path checkpoint) throws IOException {
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        return Files.readAllLines(checkpoint).stream()
                .filter(line -> line.startsWith("rows="))
                .mapToLong(line -> Long.parseLong(line.substring("rows=".length())))
                .findFirst()
                .orElse(0);
    }
}
