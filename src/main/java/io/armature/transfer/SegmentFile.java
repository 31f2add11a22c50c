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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The file of one segment of an export: gzip members one after the other, each of them whole when a checkpoint is made, so that the
 * file can be cut there. Confined to one thread.
 */
final class SegmentFile implements AutoCloseable {

    private final RandomAccessFile out;

    private final ByteArrayOutputStream member = new ByteArrayOutputStream();

    private final ItemLines lines;

    /**
     * Opens the file.
     *
     * @param length bytes of it that are in the checkpoint; the rest is cut off
     */
    SegmentFile(Path file, long length, ItemLines lines) throws IOException {
        this.out = new RandomAccessFile(file.toFile(), "rw");
        this.lines = lines;
        if (out.length() < length) {
            out.close();
            throw new CheckpointException(
                    "The file " + file + " has lost something since the checkpoint. Remove the folder to begin anew.");
        }
        out.setLength(length);
        out.seek(length);
        if (length == 0) {
            member.writeBytes(lines.header());
        }
    }

    void add(byte[] line) {
        member.writeBytes(line);
    }

    /** Writes all that was added; when this returns, it is on the disk. */
    long force() throws IOException {
        if (member.size() > 0) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(compressed)) {
                member.writeTo(gzip);
            }
            out.write(compressed.toByteArray());
            out.getFD().sync();
            member.reset();
        }
        return out.getFilePointer();
    }

    int waiting() {
        return member.size();
    }

    ItemLines lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
