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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.guard.PlaintextRefusedException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

class JsonLinesFailureSinkTests {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromN("7"));

    private static final Map<String, AttributeValue> ITEM =
            Map.of("id", AttributeValue.fromN("7"), "name", AttributeValue.fromS("\u00fc\n\"\ud83d"));

    private Path path;

    @BeforeEach
    void choosePath(@TempDir Path directory) {
        path = directory.resolve("failures.jsonl");
    }

    @Test
    void failedShouldWriteALineAtOnce() throws IOException {
        try (JsonLinesFailureSink sink = JsonLinesFailureSink.to(path)) {
            sink.failed(failure(3, BatchFailure.Kind.PUT, ITEM));
            sink.failed(failure(4, BatchFailure.Kind.DELETE, Map.of()));

            List<String> lines = Files.readAllLines(path);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith("{\"position\":3,\"table\":\"parts\",\"operation\":\"put\",\"reason\":\"throttled\","
                            + "\"attempts\":10,\"message\":\"too fast\",\"key\":{\"id\":{\"N\":\"7\"}},\"item\":{");
            assertThat(item(lines.get(0))).isEqualTo(ITEM);
            assertThat(lines.get(1)).endsWith("\"key\":{\"id\":{\"N\":\"7\"}}}");
        }
    }

    @Test
    void failedWhenItemWasNeverConvertedShouldWriteWhatTheSourceGave() throws IOException {
        BatchFailure raw = new BatchFailure(
                0,
                BatchWrite.put("parts", ITEM),
                "parts",
                Map.of(),
                Map.of(),
                null,
                FailureReason.TOO_LARGE,
                0,
                "too large",
                null);
        BatchFailure unknown = new BatchFailure(
                1, "a string", null, Map.of(), Map.of(), null, FailureReason.INVALID, 0, "no entity", null);

        try (JsonLinesFailureSink sink = JsonLinesFailureSink.to(path)) {
            sink.failed(raw);
            sink.failed(unknown);
        }

        List<String> lines = Files.readAllLines(path);
        assertThat(item(lines.get(0))).isEqualTo(ITEM);
        assertThat(lines.get(1))
                .isEqualTo("{\"position\":1,\"reason\":\"invalid\",\"attempts\":0,\"message\":\"no entity\"}");
    }

    @Test
    void failedWhenPlaintextWasRefusedShouldNotWriteIt() throws IOException {
        BatchFailure refused = new BatchFailure(
                0,
                BatchWrite.put("parts", ITEM),
                "parts",
                KEY,
                ITEM,
                BatchFailure.Kind.PUT,
                FailureReason.OTHER,
                1,
                "refused",
                Mockito.mock(PlaintextRefusedException.class));

        try (JsonLinesFailureSink sink = JsonLinesFailureSink.to(path)) {
            sink.failed(refused);
        }

        assertThat(Files.readString(path)).doesNotContain("name").endsWith("\"key\":{\"id\":{\"N\":\"7\"}}}\n");
    }

    @Test
    void toWhenFileExistsShouldLeaveItAlone() throws IOException {
        Files.writeString(path, "earlier");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> JsonLinesFailureSink.to(path))
                .withCauseInstanceOf(FileAlreadyExistsException.class)
                .withMessageContaining("failures of an earlier job");
        assertThat(path).hasContent("earlier");
    }

    @Test
    void toShouldCreateAFileForItsOwnerOnly() throws IOException {
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"));

        JsonLinesFailureSink.to(path).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void toWhenDirectoryIsMissingShouldNameThePath() {
        assertThatThrownBy(() -> JsonLinesFailureSink.to(path.resolve("below/failures.jsonl")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("below");
    }

    @Test
    void failedWhenDiskIsFullShouldTakeThePartOfALineBack() throws IOException {
        try (FillingFile file = new FillingFile(path);
                JsonLinesFailureSink sink = new JsonLinesFailureSink(file)) {
            sink.failed(failure(7, BatchFailure.Kind.PUT, ITEM));
            file.full = true;

            assertThatThrownBy(() -> sink.failed(failure(8, BatchFailure.Kind.PUT, ITEM)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("position 8")
                    .hasRootCauseMessage("No space left on device");
            assertThat(Files.readString(path))
                    .startsWith("{\"position\":7,")
                    .endsWith("}\n")
                    .hasLineCount(1);

            file.full = false;
            sink.failed(failure(9, BatchFailure.Kind.PUT, ITEM));
        }

        assertThat(Files.readAllLines(path))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"position\":7,").endsWith("}"),
                        line -> assertThat(line).startsWith("{\"position\":9,").endsWith("}"));
    }

    @Test
    void failedWhenDiskIsReallyFullShouldEndTheJobWithTheError() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full));
        try (RandomAccessFile file = new RandomAccessFile(full.toFile(), "rw")) {
            assertThatThrownBy(() -> new JsonLinesFailureSink(file).failed(failure(8, BatchFailure.Kind.PUT, ITEM)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("position 8");
        }
    }

    @Test
    void closeWhenThreadIsInterruptedShouldKeepWhatWasWritten() throws IOException {
        try (JsonLinesFailureSink sink = JsonLinesFailureSink.to(path)) {
            Thread.currentThread().interrupt();
            sink.failed(failure(3, BatchFailure.Kind.PUT, ITEM));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(Files.readAllLines(path))
                .singleElement()
                .satisfies(line -> assertThat(item(line)).isEqualTo(ITEM));
    }

    @Test
    void failedWhenJobsShareASinkShouldWriteWholeLines() throws IOException {
        try (JsonLinesFailureSink sink = JsonLinesFailureSink.to(path)) {
            IntStream.range(0, 2_000)
                    .parallel()
                    .forEach(position -> sink.failed(failure(position, BatchFailure.Kind.PUT, ITEM)));
        }

        assertThat(Files.readAllLines(path))
                .hasSize(2_000)
                .allSatisfy(line -> assertThat(item(line)).isEqualTo(ITEM));
    }

    @Test
    void closeWhenClosedShouldDoNothing() {
        JsonLinesFailureSink sink = JsonLinesFailureSink.to(path);
        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.failed(failure(0, BatchFailure.Kind.PUT, ITEM)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void toWhenJacksonIsMissingShouldSayWhatToAdd() throws Exception {
        try (URLClassLoader loader = without("jackson-core")) {
            Class<?> sink = loader.loadClass(JsonLinesFailureSink.class.getName());

            assertThatThrownBy(() -> sink.getMethod("to", Path.class).invoke(null, path))
                    .rootCause()
                    .satisfies(ex ->
                            assertThat(ex.getClass().getName()).isEqualTo(MisconfigurationException.class.getName()))
                    .hasMessageContaining("Jackson is missing");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void progressWhenItsLibraryIsMissingShouldSayWhatToAdd() throws Exception {
        try (URLClassLoader loader = without("progressbar")) {
            Class<?> progress = loader.loadClass(ConsoleProgress.class.getName());

            assertThatThrownBy(() -> progress.getMethod("of", String.class).invoke(null, "Importing"))
                    .rootCause()
                    .hasMessageContaining("library of the bar is missing");
        }
    }

    private static URLClassLoader without(String library) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith(library)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static BatchFailure failure(long position, BatchFailure.Kind kind, Map<String, AttributeValue> item) {
        return new BatchFailure(
                position, "entity", "parts", KEY, item, kind, FailureReason.THROTTLED, 10, "too fast", null);
    }

    private static Map<String, AttributeValue> item(String line) {
        try (JsonParser json = DynamoDbJson.factory().createParser(ObjectReadContext.empty(), line)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("item")
                        && json.streamReadContext().getNestingDepth() == 1) {
                    return new DynamoDbJsonReader(json).item();
                }
            }
        }
        throw new AssertionError("The line has no item: " + line);
    }

    /** A file on a disk that becomes full in the middle of a line. */
    private static final class FillingFile extends RandomAccessFile {

        private boolean full;

        FillingFile(Path path) throws IOException {
            super(path.toFile(), "rw");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (!full) {
                super.write(bytes);
                return;
            }
            super.write(bytes, 0, 5);
            throw new IOException("No space left on device");
        }
    }
}
