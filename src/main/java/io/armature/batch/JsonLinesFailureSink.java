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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.ClassUtils;

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

    /** Not a channel, which the interrupt of a thread would close before the last failures are written. */
    private final RandomAccessFile file;

    private boolean closed;

    JsonLinesFailureSink(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Creates a file for failures.
     *
     * @param path where, in the default file system; the directory exists, and the file does not, so that failures of two runs never mix
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
            return new JsonLinesFailureSink(new RandomAccessFile(
                    Files.createFile(path, permissions(path)).toFile(), "rw"));
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
        byte[] line = FailureLine.of(failure, 0);
        try {
            long end = file.getFilePointer();
            try {
                file.write(line);
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
            file.setLength(end);
            file.seek(end);
        } catch (IOException ex) {
            cause.addSuppressed(ex);
        }
    }

    /**
     * Forces what was written to the disk, and closes the file. Does nothing if it is closed.
     *
     * @throws UncheckedIOException if that fails
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            file.getFD().sync();
        } catch (IOException ex) {
            throw new UncheckedIOException("The file of failures can't be closed", ex);
        }
    }
}
