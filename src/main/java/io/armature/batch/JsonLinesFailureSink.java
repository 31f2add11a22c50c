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

import io.armature.client.MisconfigurationException;
import io.armature.encryption.guard.PlaintextRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes failures to a file, one JSON object a line, in UTF-8: {@code position}, {@code table}, {@code operation}, {@code reason},
 * {@code attempts}, {@code message}, and {@code key} and {@code item} in DynamoDB's own JSON. What is not known is left out.
 *
 * <p>Each line is handed to the operating system before the job goes on. When that fails, such as on a full disk, the line is taken
 * back and the job ends with the error.
 *
 * <p>The file holds the items as they would have been stored, so encrypted attributes as ciphertext; items that were refused because
 * they had plaintext in such an attribute are left out. Raw puts that failed for another reason are written as they were given. It is
 * created for its owner's eyes only where the file system has POSIX permissions.
 *
 * <p>Several jobs, also at the same time, may share one sink. Who opened it closes it when they have ended. Needs
 * {@code tools.jackson.core:jackson-core}.
 */
public final class JsonLinesFailureSink implements FailureSink, AutoCloseable {

    private final FileChannel file;

    JsonLinesFailureSink(FileChannel file) {
        this.file = file;
    }

    /**
     * Creates a file for failures.
     *
     * @param path where; the directory exists, and the file does not, so that failures of two runs never mix
     * @return the sink, to be closed
     * @throws UncheckedIOException if the file exists already, or can't be created
     * @throws MisconfigurationException if Jackson is missing
     */
    public static JsonLinesFailureSink to(Path path) {
        if (!ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", JsonLinesFailureSink.class.getClassLoader())) {
            throw new MisconfigurationException(
                    "Failures are to be written to " + path.getFileName() + " as JSON, and Jackson is missing",
                    "Add 'tools.jackson.core:jackson-core', of which Spring Boot manages the version.");
        }
        try {
            return new JsonLinesFailureSink(FileChannel.open(
                    path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions(path)));
        } catch (FileAlreadyExistsException ex) {
            throw new UncheckedIOException(
                    path + " has the failures of an earlier job. Move it away, or give each run a file of its own.",
                    ex);
        } catch (IOException ex) {
            throw new UncheckedIOException("The file for failures can't be created: " + path, ex);
        }
    }

    private static FileAttribute<?>[] permissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Writes a failure.
     *
     * @param failure the item and why it failed
     * @throws UncheckedIOException if it can't be written, such as when the disk is full; ends the job
     */
    @Override
    public synchronized void failed(BatchFailure failure) {
        byte[] line = FailureLine.of(failure, item(failure), 0);
        try {
            long end = file.position();
            try {
                ByteBuffer left = ByteBuffer.wrap(line);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            } catch (IOException ex) {
                takeBack(end, ex);
                throw ex;
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(
                    "The failure of the item at position " + failure.position() + " can't be written to its file", ex);
        }
    }

    private void takeBack(long end, IOException cause) {
        try {
            file.truncate(end);
        } catch (IOException ex) {
            cause.addSuppressed(ex);
        }
    }

    /** Returns what may be written of the item; what the source gave is better than nothing where it could not be converted. */
    private static Map<String, AttributeValue> item(BatchFailure failure) {
        if (failure.cause() instanceof PlaintextRefusedException) {
            return Map.of();
        }
        if (failure.item().isEmpty() && failure.input() instanceof BatchWrite.PutItem put) {
            return put.item();
        }
        return failure.item();
    }

    /**
     * Forces what was written to the disk, and closes the file. Does nothing if it is closed.
     *
     * @throws UncheckedIOException if that fails
     */
    @Override
    public synchronized void close() {
        if (!file.isOpen()) {
            return;
        }
        try (file) {
            file.force(true);
        } catch (IOException ex) {
            throw new UncheckedIOException("The file of failures can't be closed", ex);
        }
    }
}
