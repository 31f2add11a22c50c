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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("F21")
class OwnerOnlyTests {

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void createWhenFileSystemKnowsRightsShouldGiveThemToTheOwner(@TempDir Path directory) throws IOException {
        Path made = directory.resolve("a/b");
        OwnerOnly.createDirectories(made);

        assertThat(OwnerOnly.posixRights(made)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(OwnerOnly.posixRights(OwnerOnly.createTemporaryFile(made)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** Archives have neither rights of POSIX nor lists of access control. */
    @Test
    void createWhenFileSystemKnowsNoRightsShouldStillMakeFiles(@TempDir Path directory) throws IOException {
        URI archive = URI.create("jar:" + directory.resolve("archive.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path made = files.getPath("/a/b");
            OwnerOnly.createDirectories(made);
            Path file = OwnerOnly.createTemporaryFile(made);

            assertThat(Files.isRegularFile(file)).isTrue();
            assertThat(file.getParent()).isEqualTo(made);
            assertThat(OwnerOnly.posixRights(file)).isEmpty();
        }
    }
}
