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

import io.armature.client.MisconfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * The file of a development key.
 *
 * @param file where it is
 */
record LocalKeyFile(Path file) {

    private static final Set<PosixFilePermission> OWNER_RIGHTS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /**
     * Returns the key in the file; if there is no file, makes it with a new key first.
     *
     * @throws MisconfigurationException if that does not work, or others than the owner have rights
     */
    LocalKey readOrCreate(SecureRandom random) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(LocalKey.random(random));
        }
        return read();
    }

    /**
     * Writes a file beside it and links it to the name, which fails if the name is taken: whoever sees the file sees all
     * of it, and of several that do this at once one prevails.
     */
    private void create(LocalKey key) {
        try {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is always there");
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                // JDKs differ in what they say of it.
                throw new FileSystemException(directory.toString(), null, "Not a directory");
            }
            OwnerOnly.createDirectories(directory);
            Path draft = OwnerOnly.createTemporaryFile(directory);
            byte[] text = key.toText();
            try {
                Files.write(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException ex) {
                // Another process was first; its key is read.
                return;
            } finally {
                Arrays.fill(text, (byte) 0);
                Files.deleteIfExists(draft);
            }
        } catch (IOException ex) {
            throw new MisconfigurationException(
                    "The key file %s for development cannot be made (%s).".formatted(file, reason(ex)),
                    "Let the application write to its directory, with room left, or set"
                            + " 'armature.encryption.local.key-file' to another place.",
                    ex);
        } catch (UnsupportedOperationException ex) {
            throw new MisconfigurationException(
                    "The key file %s for development cannot be made: its file system has no hard links."
                            .formatted(file),
                    "Set 'armature.encryption.local.key-file' to a place on another file system.",
                    ex);
        }
    }

    private LocalKey read() {
        byte[] text;
        try {
            checkForm();
            checkRights();
            try (InputStream in = Files.newInputStream(file)) {
                text = in.readNBytes(LocalKey.TEXT_LENGTH + 1);
            }
        } catch (IOException ex) {
            throw new MisconfigurationException(
                    "The key file %s for development cannot be read (%s).".formatted(file, reason(ex)),
                    "Let the user that the application runs as own it, with the rights 600, or set"
                            + " 'armature.encryption.local.key-file' to another place.",
                    ex);
        }
        LocalKey key = LocalKey.parse(text);
        Arrays.fill(text, (byte) 0);
        if (key == null) {
            throw new MisconfigurationException(
                    "The file %s is no key file for development, or is damaged.".formatted(file),
                    "Restore it from a copy if data under its key is needed. Otherwise delete it, and a new one is made:"
                            + " what was encrypted before cannot be read any more.");
        }
        return key;
    }

    private void checkForm() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory, or another thing that is no file");
        }
    }

    private void checkRights() throws IOException {
        Set<PosixFilePermission> rights = OwnerOnly.posixRights(file);
        if (!OWNER_RIGHTS.containsAll(rights)) {
            throw new MisconfigurationException(
                    "The key file %s for development gives rights to others than its owner.".formatted(file),
                    "Take them away: chmod 600 %s. If others may have read it, delete it, and a new one is made."
                            .formatted(file));
        }
    }

    private static String reason(IOException ex) {
        if (ex instanceof AccessDeniedException) {
            return "access denied";
        }
        if (ex instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        String reason = (ex instanceof FileSystemException system) ? system.getReason() : ex.getMessage();
        return (reason != null) ? reason : ex.getClass().getSimpleName();
    }
}
