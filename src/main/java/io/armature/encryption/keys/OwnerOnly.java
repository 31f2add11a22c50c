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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files and directories that nobody but their owner may use, from the moment they are there. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Makes the directories that are missing. */
    static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, rights(directory, "rwx------"));
        }
    }

    /** Makes an empty file with a name that nobody can guess. */
    static Path createTemporaryFile(Path directory) throws IOException {
        Path draft = Files.createTempFile(directory, ".armature-", ".tmp", rights(directory, "rw-------"));
        if (!isPosix(directory)) {
            restrict(draft);
        }
        return draft;
    }

    /** Returns who has which rights; none where the file system does not know them. */
    static Set<PosixFilePermission> posixRights(Path file) throws IOException {
        return isPosix(file) ? Files.getPosixFilePermissions(file) : Set.of();
    }

    /** Leaves the owner alone in the access control list, where there is one; the file is still empty. */
    private static void restrict(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }

    private static FileAttribute<?>[] rights(Path path, String posix) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))}
                : new FileAttribute<?>[0];
    }

    /** Asks the file system of the path, which need not exist. */
    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
