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

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a job holds, how each of its inputs ends, and why it stops if it does. Confined to the {@link BatchLoop}. */
final class Ledger {

    private final Plan plan;

    private final Listener listener;

    private int pendingItems;

    private long pendingBytes;

    private @Nullable FailureReason stopped;

    private @Nullable RuntimeException stopCause;

    Ledger(Plan plan, Listener listener) {
        this.plan = plan;
        this.listener = listener;
    }

    boolean isEmpty() {
        return pendingItems == 0;
    }

    boolean hasRoom() {
        return pendingItems < plan.maxPendingItems() && pendingBytes < plan.maxPendingBytes();
    }

    boolean isStopped() {
        return stopped != null;
    }

    /** Lets nothing be sent from now on; the first reason counts, but for a cancellation. */
    void stop(FailureReason reason, @Nullable RuntimeException cause) {
        if (stopped == null || reason == FailureReason.CANCELLED && stopped != reason) {
            stopped = reason;
            stopCause = cause;
        }
    }

    void admitted(WorkItem item) {
        pendingItems++;
        pendingBytes += item.size();
    }

    /** Ends an input that never became one of the job's items. */
    void reject(Input input, FailureReason reason, @Nullable RuntimeException cause) {
        listener.failed(input, reason, 0, cause);
        if (reason == FailureReason.TABLE_MISSING || reason == FailureReason.ACCESS_DENIED) {
            stop(reason, cause);
        }
        stopIfTold();
    }

    /** Ends an input that came after the job was stopped. */
    void abandon(Input input) {
        listener.failed(input, Objects.requireNonNull(stopped), 0, stopCause);
    }

    /** Ends items that will not be sent any more, and what waits for their keys. */
    void abandon(Collection<Work> works) {
        for (Work first : works) {
            for (Work work = first; work != null; work = work.handOver()) {
                end(work, Objects.requireNonNull(stopped), stopCause);
            }
        }
    }

    void fail(Work work, FailureReason reason, @Nullable RuntimeException cause) {
        end(work, reason, cause);
        stopIfTold();
    }

    private void stopIfTold() {
        if (plan.stopOnFailure()) {
            stop(FailureReason.STOPPED, null);
        }
    }

    private void end(Work work, FailureReason reason, @Nullable RuntimeException cause) {
        work.forEachItem(item -> {
            forget(item);
            listener.failed(item, reason, work.attempts(), cause);
        });
    }

    void written(Work work) {
        work.forEachItem(item -> {
            forget(item);
            listener.written(item);
        });
    }

    void read(Work work, @Nullable Map<String, AttributeValue> found) {
        forget(work.item());
        listener.read(work.item(), found);
    }

    private void forget(WorkItem item) {
        pendingItems--;
        pendingBytes -= item.size();
    }

    void answered(Answer answer) {
        listener.answered(answer.shipment(), answer.unprocessed().size(), answer.charge());
    }

    void report(double unitsPerSecond) {
        listener.progressed(pendingItems, unitsPerSecond);
    }
}
