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
import io.armature.batch.FailureReason;
import io.armature.batch.FailureSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Notes how far an import is. Told of rows on one thread at a time, but for {@link #began}. */
final class ImportRun implements FailureSink, LongConsumer {

    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final Checkpoint start;

    private final CheckpointFile file;

    private final FailedRows failures;

    private final boolean ifAbsent;

    private final LongSupplier nanoTime;

    private final AckPrefix prefix;

    private final Map<Long, Long> lines = new ConcurrentHashMap<>();

    private long storedAt;

    private long failed;

    private long present;

    ImportRun(Checkpoint start, CheckpointFile file, FailedRows failures, boolean ifAbsent, LongSupplier nanoTime) {
        this.start = start;
        this.file = file;
        this.failures = failures;
        this.ifAbsent = ifAbsent;
        this.nanoTime = nanoTime;
        this.prefix = new AckPrefix(start.rows());
        this.failed = start.failed();
        this.storedAt = nanoTime.getAsLong();
    }

    /** A row was taken from the source; positions count from where this run begins. */
    void began(long position, long line) {
        lines.put(position, line);
    }

    @Override
    public void failed(BatchFailure failure) {
        if (failure.reason().endsJob()) {
            return;
        }
        if (ifAbsent && failure.reason() == FailureReason.CONDITION_FAILED) {
            present++;
            return;
        }
        failures.add(start.rows() + failure.position(), lines.getOrDefault(failure.position(), 0L), failure);
    }

    @Override
    public void accept(long position) {
        lines.remove(position);
        prefix.add(start.rows() + position);
        if (nanoTime.getAsLong() - storedAt >= INTERVAL_NANOS) {
            store();
        }
    }

    /** Notes on the disk how far the import is. */
    void store() {
        long rows = prefix.length();
        failed += failures.force(rows);
        new Checkpoint(start.job(), rows, failed, failures.length()).store(file);
        storedAt = nanoTime.getAsLong();
    }

    long rows() {
        return prefix.length();
    }

    long failed() {
        return failed;
    }

    long present() {
        return present;
    }
}
