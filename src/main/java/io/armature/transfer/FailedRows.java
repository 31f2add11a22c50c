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

import io.armature.batch.BatchFailure;
import io.armature.batch.FailureLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of rows that could not be imported, in their order. What lies behind the checkpoint is kept in memory, since it is done
 * again when the import is broken off. Confined to one thread.
 */
final class FailedRows implements AutoCloseable {

    private final Path file;

    /** Not a channel, which an interrupt would close before the last of them are written. */
    private final RandomAccessFile out;

    private final TreeMap<Long, byte[]> later = new TreeMap<>();

    private FailedRows(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the file.
     *
     * @param length bytes of it that are in the checkpoint; the rest is cut off
     */
    static FailedRows open(Path file, long length) {
        try {
            RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
            if (out.length() < length) {
                out.close();
                throw new CheckpointException(
                        "The file of failures " + file + " has lost something since the checkpoint. Put it back,"
                                + " or remove the checkpoint to begin from the first row.");
            }
            out.setLength(length);
            out.seek(length);
            return new FailedRows(file, out);
        } catch (IOException ex) {
            throw cannotWrite(file, ex);
        }
    }

    private static CheckpointException cannotWrite(Path file, IOException cause) {
        return new CheckpointException(
                "The file of failures " + file + " can't be written: " + cause
                        + ". Make room or name another folder, and start again: the import goes on from its checkpoint.",
                cause);
    }

    void add(long row, long line, BatchFailure failure) {
        later.put(row, FailureLine.of(failure, line));
    }

    /**
     * Writes what belongs to rows before a checkpoint; when this returns, it is on the disk.
     *
     * @param rows rows before the checkpoint
     * @return how many failures were written
     */
    long force(long rows) {
        Map<Long, byte[]> before = later.headMap(rows);
        long count = before.size();
        try {
            for (byte[] bytes : before.values()) {
                out.write(bytes);
            }
            if (count > 0) {
                out.getFD().sync();
            }
        } catch (IOException ex) {
            throw cannotWrite(file, ex);
        }
        before.clear();
        return count;
    }

    long length() {
        try {
            return out.getFilePointer();
        } catch (IOException ex) {
            throw cannotWrite(file, ex);
        }
    }

    @Override
    public void close() {
        try {
            boolean empty = out.length() == 0;
            out.close();
            if (empty) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ex) {
            throw cannotWrite(file, ex);
        }
    }
}
