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

import io.armature.client.UnitPrices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts what becomes of a job's items and tells those who want to know. Only {@link #progress} may be called by other threads. */
final class Tally implements Listener {

    private static final String SINK = "failure sink";

    private static final int KEPT_FAILURES = 1_000;

    /** As many as the defaults let a job have in its hands. A thousand of the largest items would be 400 MB. */
    private static final long KEPT_BYTES = 64 * 1024 * 1024;

    /** Weight of the last second in the present pace. */
    private static final double WEIGHT = 0.3;

    private final String name;

    private final BatchOptions options;

    private final BatchStatistics statistics;

    private final BiConsumer<WorkItem, Map<String, AttributeValue>> reader;

    private final Runnable abort;

    private final LongSupplier nanoTime;

    private final long began;

    private final List<BatchFailure> failures = new ArrayList<>();

    private long keptBytes;

    private final Map<String, Double> units = new HashMap<>();

    private long succeeded;

    /** How many of those that succeeded the statistics know of. */
    private long told;

    private long missing;

    private long failed;

    private long requests;

    private long unprocessed;

    private long lastDone;

    private long lastAt;

    private double pace;

    private FailureReason stopReason = FailureReason.OTHER;

    private @Nullable Throwable abortCause;

    private String aborted = "";

    private volatile BatchProgress progress;

    /**
     * Creates the tally of one job.
     *
     * @param name the job's
     * @param options the job's
     * @param statistics counts for metrics
     * @param reader takes what was read
     * @param abort ends the job because the application's own part of it has thrown
     * @param nanoTime the time
     */
    Tally(
            String name,
            BatchOptions options,
            BatchStatistics statistics,
            BiConsumer<WorkItem, Map<String, AttributeValue>> reader,
            Runnable abort,
            LongSupplier nanoTime) {
        this.name = name;
        this.options = options;
        this.statistics = statistics;
        this.reader = reader;
        this.abort = abort;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lastAt = began;
        this.progress = progress(0, 0);
    }

    BatchProgress progress() {
        return progress;
    }

    @Override
    public void written(WorkItem item) {
        succeeded++;
        acknowledge(item);
    }

    private void acknowledge(Input input) {
        LongConsumer acknowledgements = options.acknowledgements();
        if (acknowledgements != null) {
            try {
                acknowledgements.accept(input.position());
            } catch (RuntimeException | Error ex) {
                abort("taker of acknowledgements", ex);
            }
        }
    }

    @Override
    public void read(WorkItem item, @Nullable Map<String, AttributeValue> found) {
        if (found == null) {
            succeeded++;
            missing++;
            acknowledge(item);
            return;
        }
        try {
            reader.accept(item, found);
            succeeded++;
            acknowledge(item);
        } catch (UnreadableItemException ex) {
            failed(item, FailureReason.OTHER, 1, ex.reason());
        } catch (RuntimeException | Error ex) {
            abort("consumer", ex);
            failed(item, FailureReason.OTHER, 1, new IllegalStateException("Its consumer threw " + ex, ex));
        }
    }

    @Override
    public void failed(Input input, FailureReason reason, int attempts, @Nullable RuntimeException cause) {
        failed++;
        statistics.failed(Objects.requireNonNullElse(input.table(), "none"), reason);
        WorkItem item = input instanceof WorkItem work ? work : null;
        BatchFailure failure = new BatchFailure(
                input.position(),
                input.origin(),
                input.table(),
                item == null ? Map.of() : item.key(),
                item == null ? Map.of() : Operation.itemOf(item.operation()),
                item == null ? null : item.operation().kind(),
                reason,
                attempts,
                FailureTexts.of(reason, cause),
                cause);
        if (reason == FailureReason.ACCESS_DENIED || reason == FailureReason.TABLE_MISSING) {
            stopReason = reason;
        }
        if (failures.size() < KEPT_FAILURES && keptBytes < KEPT_BYTES) {
            keptBytes += item == null ? 0 : item.size();
            failures.add(failure);
        }
        if (handOver(failure) && !reason.endsJob()) {
            acknowledge(input);
        }
    }

    /** Tells whether nothing more is to be done about a failure. */
    private boolean handOver(BatchFailure failure) {
        FailureSink sink = options.failures();
        if (sink == null) {
            return true;
        }
        if (aborted.equals(SINK)) {
            return false;
        }
        try {
            sink.failed(failure);
            return true;
        } catch (RuntimeException | Error ex) {
            abort(SINK, ex);
            return false;
        }
    }

    /** Takes note of the application's own error, the first one, which ends the job. */
    void abort(String what, Throwable cause) {
        if (abortCause == null) {
            abortCause = cause;
            aborted = what;
        }
        abort.run();
    }

    @Override
    public void answered(Shipment shipment, int left, @Nullable Charge charge) {
        requests++;
        unprocessed += left;
        statistics.succeeded(shipment.table(), succeeded - told);
        told = succeeded;
        double total = charge == null ? 0 : charge.total();
        if (charge != null) {
            double ofTable = total;
            for (Map.Entry<String, Double> index : charge.byIndex().entrySet()) {
                units.merge(shipment.table() + "/" + index.getKey(), index.getValue(), Double::sum);
                ofTable -= index.getValue();
            }
            units.merge(shipment.table(), ofTable, Double::sum);
        }
        statistics.answered(shipment.table(), left, total);
    }

    @Override
    public void progressed(int waiting, double bound) {
        long now = nanoTime.getAsLong();
        long done = succeeded + failed;
        double last = (done - lastDone) * 1e9 / Math.max(1, now - lastAt);
        pace = lastDone == 0 ? last : pace + WEIGHT * (last - pace);
        lastDone = done;
        lastAt = now;
        progress = progress(waiting, bound);
        Consumer<BatchProgress> listener = options.progress();
        if (listener != null) {
            try {
                listener.accept(progress);
            } catch (RuntimeException | Error ex) {
                abort("progress listener", ex);
            }
        }
    }

    private BatchProgress progress(int waiting, double bound) {
        return new BatchProgress(name, succeeded, failed, waiting, options.total(), elapsed(), pace, bound);
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /**
     * Sums the job up when it has ended.
     *
     * @param cancelled whether somebody cancelled it
     * @param prices prices of the units
     * @param reads whether the job was one of reads
     * @param onShare how long it kept to the instance's share of the fleet's rate
     */
    BatchReport report(boolean cancelled, UnitPrices prices, boolean reads, Duration onShare) {
        progressed(0, 0);
        double total = units.values().stream().mapToDouble(Double::doubleValue).sum();
        boolean stopped =
                abortCause != null || options.stopOnFailure() && failed > 0 || stopReason != FailureReason.OTHER;
        BatchReport.Outcome outcome = cancelled
                ? BatchReport.Outcome.CANCELLED
                : stopped ? BatchReport.Outcome.STOPPED : BatchReport.Outcome.COMPLETED;
        BatchReport report = new BatchReport(
                name,
                outcome,
                succeeded,
                missing,
                failed,
                failures,
                requests,
                unprocessed,
                units,
                elapsed(),
                reads ? prices.ofReads(total) : prices.ofWrites(total),
                onShare);
        if (abortCause != null) {
            throw new BatchAbortedException(aborted, report, abortCause);
        }
        return report;
    }
}
