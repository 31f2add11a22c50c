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
package io.armature.sample.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the build wrote for the emulators, and the folder for theirs. */
public final class LocalFiles {

    private LocalFiles() {}

    /**
     * Returns the class path of DynamoDB Local, which the build writes to the file named by the system property
     * {@code dynamodb-local.arguments}.
     */
    static String dynamoDbClassPath() {
        Path file = classPathFile();
        if (!Files.exists(file)) {
            throw new MissingClassPathException(file);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the folder for logs and executables, beside the file of the class path, so that a clean removes it. */
    static Path workFolder() {
        try {
            return Files.createDirectories(classPathFile().resolveSibling("local"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Returns the file of the store's key.
     *
     * @param lasting whether the data that it protects outlives the store, and a clean build
     * @return a file that need not exist
     */
    public static Path keyFile(boolean lasting) {
        return lasting
                ? Path.of(System.getProperty("user.home"), ".armature", "store.key")
                : workFolder().resolve("store.key");
    }

    /** Returns the folder or jar that has the classes of this package. */
    static Path ownClasses() {
        try {
            return Path.of(LocalFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Path classPathFile() {
        return Path.of(System.getProperty("dynamodb-local.arguments", "target/dynamodb-local.arguments"))
                .toAbsolutePath();
    }
}
