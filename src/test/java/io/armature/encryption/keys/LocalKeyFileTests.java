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
package io.armature.encryption.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.armature.client.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F21")
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalKeyFileTests {

    private static final int THREADS = 32;

    @TempDir
    private Path directory;

    @Test
    void openWhenThereIsNoFileShouldMakeItForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("missing/directories/key");

        LocalKeyProvider.open(file);

        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(file.getParent())).isEqualTo("rwx------");
        assertThat(rights(file.getParent().getParent())).isEqualTo("rwx------");
        assertThat(Files.readString(file))
                .matches("armature development key, version 1, not for production\n[A-Za-z0-9+/]{43}=\n[0-9a-f]{32}\n");
        assertThat(names(file.getParent())).containsExactly("key");
    }

    @Test
    void openWhenFileIsThereShouldNotChangeIt() throws IOException {
        Path file = file();
        byte[] before = Files.readAllBytes(file);

        LocalKeyProvider.open(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void openWhenPathIsRelativeShouldNotNeedADirectory() throws IOException {
        Path file = Path.of("local-key-file-tests.key");
        try {
            LocalKeyProvider.open(file);
            assertThat(file).isRegularFile();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void openWhenManyStartAtOnceShouldEndUpWithOneKey() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 10; round++) {
                Path file = directory.resolve("round" + round + "/key");
                CyclicBarrier start = new CyclicBarrier(THREADS);
                Callable<String> opening = () -> {
                    start.await();
                    return LocalKeyProvider.open(file).toString();
                };
                Set<String> keys = new HashSet<>();
                for (Future<String> opened : executor.invokeAll(Collections.nCopies(THREADS, opening))) {
                    keys.add(opened.get());
                }
                assertThat(keys).hasSize(1);
                assertThat(names(file.getParent())).containsExactly("key");
            }
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-"})
    void openWhenOthersHaveRightsShouldRefuse(String rights) throws IOException {
        Path file = file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        assertRefused(file)
                .withMessageContaining("gives rights to others")
                .satisfies(ex -> assertThat(ex.action()).contains("chmod 600 " + file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-------", "rwx------"})
    void openWhenOnlyTheOwnerHasRightsShouldRead(String rights) throws IOException {
        Path file = file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        assertThatNoException().isThrownBy(() -> LocalKeyProvider.open(file));
    }

    @Test
    void openWhenAnyByteIsChangedShouldRefuse() throws IOException {
        Path file = file();
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertDamaged(file, whole);
        }
    }

    @Test
    void openWhenFileIsCutOrLongerShouldRefuse() throws IOException {
        Path file = file();
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length <= whole.length + 1; length++) {
            if (length != whole.length) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertDamaged(file, whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN PRIVATE KEY-----", "armature development key, version 2, not for production\n"})
    void openWhenFileIsForeignShouldRefuseAndLeaveIt(String content) throws IOException {
        Path file = file();
        Files.writeString(file, content);

        assertRefused(file).withMessageContaining("no key file for development");
        assertThat(file).hasContent(content);
    }

    @Test
    void openWhenPathIsADirectoryShouldRefuse() {
        assertRefused(directory)
                .withMessageContaining("cannot be read (Is a directory, or another thing that is no file).");
    }

    @Test
    void openWhenPathIsADeviceShouldRefuse() {
        assertRefused(Path.of("/dev/zero")).withMessageContaining("cannot be read");
    }

    @Test
    void openWhenLinkLeadsNowhereShouldRefuse() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));

        assertRefused(link).withMessageContaining("cannot be read (no such file or directory)");
    }

    @Test
    void openWhenParentIsAFileShouldRefuse() throws IOException {
        assertRefused(file().resolve("key")).withMessageContaining("Not a directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openWhenNothingCanBeWrittenShouldRefuse() {
        assertRefused(Path.of("/proc/armature/key"))
                .withMessageContaining("cannot be made")
                .satisfies(ex -> assertThat(ex.action()).contains("armature.encryption.local.key-file"));
    }

    @Test
    void openWhenFileWasCopiedWithItsRightsShouldReadTheSameKey() throws IOException {
        Path file = file();
        GeneratedKey key = LocalKeyProvider.open(file).generate(Map.of());
        Path copy = directory.resolve("copy");
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(LocalKeyProvider.open(copy).unwrap(key.keyArn(), key.wrapped(), Map.of()))
                .isEqualTo(key.plaintext());
    }

    private Path file() {
        Path file = directory.resolve("key");
        LocalKeyProvider.open(file);
        return file;
    }

    private static void assertDamaged(Path file, byte[] whole) {
        String base64 = new String(whole, US_ASCII).lines().skip(1).findFirst().orElseThrow();
        assertRefused(file)
                .withMessageContaining("is damaged")
                .satisfies(ex -> assertThat(ex.getMessage() + ex.action()).doesNotContain(base64.substring(0, 20)));
    }

    private static ThrowableAssertAlternative<MisconfigurationException> assertRefused(Path file) {
        return assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> LocalKeyProvider.open(file))
                .withMessageContaining(file.toString());
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
