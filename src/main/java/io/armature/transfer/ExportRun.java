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

import io.armature.batch.BatchProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The segments of an export and how far they are. Safe for use by concurrent threads, one for each segment. */
final class ExportRun {

    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private static final int LARGEST_MEMBER = 4 * 1_024 * 1_024;

    private final ExportRequest request;

    private final JobIdentity job;

    private final CheckpointFile file;

    private final List<SegmentState> states;

    private final long began = System.nanoTime();

    private final long itemsBefore;

    private double units;

    ExportRun(ExportRequest request, JobIdentity job, CheckpointFile file, List<SegmentState> states) {
        this.request = request;
        this.job = job;
        this.file = file;
        this.states = new ArrayList<>(states);
        this.itemsBefore = items();
    }

    synchronized List<SegmentState> states() {
        return List.copyOf(states);
    }

    synchronized long items() {
        return states.stream().mapToLong(SegmentState::items).sum();
    }

    synchronized double units() {
        return units;
    }

    /**
     * Exports a segment to its end.
     *
     * @throws InterruptedException if the thread is interrupted; what was read until then is in the file
     */
    void export(int segment, PageReads reads, Path path, ItemLines lines) throws IOException, InterruptedException {
        SegmentState state = states().get(segment);
        if (state.done()) {
            return;
        }
        Map<String, AttributeValue> next = state.next();
        long items = state.items();
        long forcedAt = System.nanoTime();
        try (SegmentFile out = new SegmentFile(path, state.bytes(), lines)) {
            boolean done = false;
            while (!done) {
                double before = reads.units();
                PageReads.Page page;
                try {
                    page = reads.read(next);
                } catch (InterruptedException ex) {
                    advance(segment, new SegmentState(false, next, out.force(), items), 0);
                    throw ex;
                }
                page.items().forEach(item -> out.add(lines.line(item)));
                items += page.items().size();
                next = page.next();
                done = next.isEmpty();
                boolean due = System.nanoTime() - forcedAt >= INTERVAL_NANOS || out.waiting() >= LARGEST_MEMBER;
                if (done || due) {
                    advance(segment, new SegmentState(done, next, out.force(), items), reads.units() - before);
                    forcedAt = System.nanoTime();
                } else {
                    charge(reads.units() - before);
                }
            }
        }
    }

    private synchronized void charge(double used) {
        units += used;
    }

    private synchronized void advance(int segment, SegmentState state, double used) {
        states.set(segment, state);
        units += used;
        store();
        Consumer<BatchProgress> progress = request.progress();
        if (progress != null) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            long items = items();
            progress.accept(new BatchProgress(
                    "export",
                    items,
                    0,
                    0,
                    OptionalLong.empty(),
                    elapsed,
                    (items - itemsBefore) * 1e9 / Math.max(1, elapsed.toNanos()),
                    Double.POSITIVE_INFINITY));
        }
    }

    /** Notes on the disk how far all segments are. */
    synchronized void store() {
        Properties properties = new Properties();
        for (int segment = 0; segment < states.size(); segment++) {
            states.get(segment).store(segment, properties);
        }
        file.store(job, properties);
    }
}
