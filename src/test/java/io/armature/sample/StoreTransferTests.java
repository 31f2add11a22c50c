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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armature.sample.StoreClient.Answer;
import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.LocalFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Imports and exports at the store's command line. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class StoreTransferTests {

    private static LocalDynamoDb dynamoDb;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        dynamoDb = LocalDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return StoreApplication.start(Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--armature.client.endpoint=" + dynamoDb.endpoint(),
                                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false)),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void importShouldTakeBackWhatWasExported(CapturedOutput output) throws IOException {
        Path export = folder.resolve("customers");
        Answer before;
        try (ConfigurableApplicationContext application = run("--table=customers", "--export=" + export)) {
            StoreClient store = new StoreClient(application);
            before = store.get("/customers/1");
            // Or an import that writes nothing would be taken for one that does.
            store.patch("/customers/1", "{\"phone\":\"+44 0131 315 3300\"}");
            assertThat(store.get("/customers/1").body()).isNotEqualTo(before.body());
        }
        assertThat(output).contains("59 items are exported");
        assertThat(lines(export)).hasSize(59).noneMatch(line -> line.contains("luisg@embraer.com.br"));
        assertThat(before.body().get("email").stringValue()).isEqualTo("luisg@embraer.com.br");

        try (ConfigurableApplicationContext application = run("--table=customers", "--import=" + export)) {
            assertThat(new StoreClient(application).get("/customers/1").body()).isEqualTo(before.body());
        }
        assertThat(output).contains("59 rows are done, 0 of them failed; complete");
    }

    @Test
    void estimateShouldTellWhatAnImportWouldUse(CapturedOutput output) throws IOException {
        Path source = Files.write(
                folder.resolve("tracks.csv"),
                List.of("trackId,title,durationMillis,sizeBytes,unitPrice", "90001,New,1,2,0.99"));

        run("--table=tracks", "--estimate=" + source).close();

        assertThat(output).contains("about 1 rows, 1 write units").contains("Cost: 0.00 USD");
    }

    @Test
    void importWhenTableIsUnknownShouldSayWhichThereAre() {
        assertThatThrownBy(() -> run("--table=records", "--import=nowhere.csv"))
                .hasMessageContaining("--table must be one of")
                .hasMessageContaining("tracks");
    }

    private static List<String> lines(Path export) throws IOException {
        try (Stream<Path> files = Files.list(export.resolve("data"))) {
            return files.flatMap(StoreTransferTests::read).toList();
        }
    }

    private static Stream<String> read(Path file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList().stream();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
