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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The file of a checkpoint, bound to the job that it belongs to. It is always a whole one: a new state is forced to disk beside it and takes its place at once. Only
 * one process at a time may hold it. Confined to one thread.
 */
final class CheckpointFile implements AutoCloseable {

    private static final String FORMAT = "1";

    private final Path file;

    private final Path lockFile;

    private final FileChannel lockChannel;

    private final FileLock lock;

    private CheckpointFile(Path file, Path lockFile, FileChannel lockChannel, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Takes the file for this process.
     *
     * @throws CheckpointException if another process has it, or it can't be made
     */
    static CheckpointFile open(Path file) {
        Path lockFile = sibling(file, ".lock");
        try {
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CheckpointException("Something else uses the checkpoint " + file
                        + " at this moment. Wait for its end, or name another file.");
            }
            return new CheckpointFile(file, lockFile, channel, lock);
        } catch (IOException ex) {
            throw new CheckpointException(
                    "The checkpoint " + file + " can't be kept there: " + ex
                            + ". Name a folder that can be written to.",
                    ex);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ex) {
            return null;
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * Reads what an earlier run has left.
     *
     * @param job what the state must belong to
     * @return the state, {@code null} if there is none
     * @throws CheckpointException if the file belongs to another job, or is none of ours
     */
    @Nullable
    Properties load(JobIdentity job) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (NoSuchFileException ex) {
            return null;
        } catch (IOException | IllegalArgumentException ex) {
            throw unreadable(ex);
        }
        if (!FORMAT.equals(properties.getProperty("format"))) {
            throw unreadable(new IllegalArgumentException("It is not a checkpoint of format " + FORMAT));
        }
        requireSame("source", properties, job.source());
        requireSame("table", properties, job.table());
        requireSame("settings", properties, job.settings());
        return properties;
    }

    CheckpointException unreadable(Exception cause) {
        return new CheckpointException(
                "The checkpoint " + file + " can't be read: " + cause.getMessage()
                        + ". Remove it to begin anew, or name another file.",
                cause);
    }

    private void requireSame(String what, Properties properties, String ours) {
        String theirs = String.valueOf(properties.getProperty(what));
        if (!theirs.equals(ours)) {
            throw new CheckpointException("The checkpoint " + file + " belongs to something else: its " + what + " is '"
                    + theirs + "', and here it is '" + ours + "'. Remove it to begin anew, or name another file.");
        }
    }

    /** Keeps a state; when this returns, it is on the disk. */
    void store(JobIdentity job, Properties state) {
        Properties properties = new Properties();
        properties.putAll(state);
        properties.setProperty("format", FORMAT);
        properties.setProperty("source", job.source());
        properties.setProperty("table", job.table());
        properties.setProperty("settings", job.settings());
        Path next = sibling(file, ".next");
        try {
            // Not a channel, which an interrupt would close before the last state is written.
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                properties.store(out, null);
                out.getFD().sync();
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException ex) {
            throw new CheckpointException(
                    "The checkpoint " + file + " can't be kept: " + ex
                            + ". Make room or name another folder, and start again: it"
                            + " goes on from the last checkpoint.",
                    ex);
        }
    }

    /** Forgets the state of a job that is complete. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ex) {
            throw new CheckpointException(
                    "All is done, but its checkpoint " + file + " can't be removed: " + ex
                            + ". Remove it before the next run.",
                    ex);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockChannel.close();
            Files.deleteIfExists(lockFile);
        } catch (IOException ex) {
            // Nothing depends on it: the lock is gone with the process at the latest.
        }
    }
}
