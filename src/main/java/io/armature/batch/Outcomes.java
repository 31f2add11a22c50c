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

import io.armature.client.ItemSizes;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.Throttling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Decides of each item that was answered whether it is done, goes again or has failed. Confined to the {@link BatchLoop}. */
final class Outcomes {

    /** Unprocessed share of a request, and different lanes in it, from which on the table itself is short of capacity. */
    private static final double SHARE_OF_TABLE = 0.1;

    private static final int LANES_OF_TABLE = 3;

    private final Plan plan;

    private final Listener listener;

    private final Map<String, TableQueue> tables;

    private int pendingItems;

    private long pendingBytes;

    private @Nullable FailureReason stopped;

    private @Nullable RuntimeException stopCause;

    Outcomes(Plan plan, Listener listener, Map<String, TableQueue> tables) {
        this.plan = plan;
        this.listener = listener;
        this.tables = tables;
    }

    int pending() {
        return pendingItems;
    }

    boolean hasRoom() {
        return pendingItems < plan.maxPendingItems() && pendingBytes < plan.maxPendingBytes();
    }

    boolean isStopped() {
        return stopped != null;
    }

    boolean isCancelled() {
        return stopped == FailureReason.CANCELLED;
    }

    /** Lets nothing be sent from now on; the first reason counts, but for a cancellation, which also ends the source. */
    void stop(FailureReason reason, @Nullable RuntimeException cause) {
        if (stopped == null) {
            stopCause = cause;
        }
        if (stopped == null || reason == FailureReason.CANCELLED) {
            stopped = reason;
        }
    }

    void admitted(WorkItem item) {
        pendingItems++;
        pendingBytes += item.size();
    }

    void report(double unitsPerSecond) {
        listener.progressed(pendingItems, unitsPerSecond);
    }

    /** Ends an input that never became one of the job's items. */
    void reject(Input input, FailureReason reason, @Nullable RuntimeException cause) {
        listener.failed(input, reason, 0, cause);
        if (reason == FailureReason.TABLE_MISSING || reason == FailureReason.ACCESS_DENIED) {
            stop(reason, cause);
        }
        stopIfTold();
    }

    private void stopIfTold() {
        if (plan.stopOnFailure()) {
            stop(FailureReason.STOPPED, null);
        }
    }

    void abandon(Input input) {
        listener.failed(input, Objects.requireNonNull(stopped), 0, stopCause);
    }

    /** Ends items that will not be sent any more, and what waits for their keys. */
    void abandon(List<Work> works) {
        for (Work first : works) {
            for (Work work = first; work != null; work = work.handOver()) {
                end(work, Objects.requireNonNull(stopped), stopCause);
            }
        }
    }

    private void end(Work work, FailureReason reason, @Nullable RuntimeException cause) {
        work.forEachItem(item -> {
            forget(item);
            listener.failed(item, reason, work.attempts(), cause);
        });
    }

    private void forget(WorkItem item) {
        pendingItems--;
        pendingBytes -= item.size();
    }

    void settle(Answer answer, long now) {
        Shipment shipment = answer.shipment();
        TableQueue table = Objects.requireNonNull(tables.get(shipment.table()));
        RuntimeException failure = answer.failure();
        if (failure == null) {
            succeed(answer, table, now);
        } else {
            fail(shipment, failure, table, now);
        }
        settleRate(answer, table);
        listener.answered(shipment, answer.unprocessed().size(), answer.charge());
        if (stopped != null) {
            return;
        }
        shipment.works().forEach(work -> table.resume(work.lane(), now));
    }

    private void succeed(Answer answer, TableQueue table, long now) {
        List<Work> works = answer.shipment().works();
        Collection<Work> unprocessed = answer.unprocessed();
        for (Work work : works) {
            if (unprocessed.contains(work)) {
                work.leftUnprocessed();
                goAgain(work, table, FailureReason.THROTTLED, null, now);
            } else {
                done(work, answer, table, now);
            }
        }
        if (unprocessed.size() < works.size()) {
            table.recovered();
        }
        if (isShortOfCapacity(unprocessed, works.size())) {
            table.rate().throttled(now);
            if (unprocessed.size() == works.size()) {
                table.pause(now);
            }
        }
    }

    /** Tells a table that is throttled as a whole from single keys that are. */
    private static boolean isShortOfCapacity(Collection<Work> unprocessed, int sent) {
        return unprocessed.size() >= sent * SHARE_OF_TABLE
                && unprocessed.stream()
                                .map(Work::lane)
                                .distinct()
                                .limit(LANES_OF_TABLE)
                                .count()
                        == LANES_OF_TABLE;
    }

    private void done(Work work, Answer answer, TableQueue table, long now) {
        work.lane().arrive();
        boolean reads = work.item().operation() instanceof Operation.Get;
        work.forEachItem(item -> {
            forget(item);
            if (reads) {
                listener.read(item, answer.found().get(item.key()));
            } else {
                listener.written(item);
            }
        });
        table.leave(work, now);
    }

    private void fail(Shipment shipment, RuntimeException failure, TableQueue table, long now) {
        FailureClassification classification = FailureClassification.of(failure);
        switch (classification.kind()) {
            case THROTTLED -> throttled(shipment, failure, classification.throttling(), table, now);
            case OUTAGE, NOT_SENT, REFUSED, CANCELLED -> {
                table.pause(now);
                shipment.works().forEach(work -> postpone(work, failure, table, now));
            }
            case DENIED -> stop(shipment, FailureReason.ACCESS_DENIED, failure, table, now);
            case MISSING -> stop(shipment, FailureReason.TABLE_MISSING, failure, table, now);
            case CONDITION_FAILED -> refuse(shipment, FailureReason.CONDITION_FAILED, failure, table, now);
            case INVALID -> refuse(shipment, FailureReason.INVALID, failure, table, now);
            case OTHER -> refuse(shipment, FailureReason.OTHER, failure, table, now);
        }
    }

    private void throttled(
            Shipment shipment, RuntimeException failure, List<Throttling> reasons, TableQueue table, long now) {
        boolean hotKey = reasons.stream().anyMatch(reason -> reason.scope() == Throttling.Scope.KEY_RANGE);
        boolean known = reasons.stream().anyMatch(reason -> reason.scope() != Throttling.Scope.UNKNOWN);
        if (!hotKey && (known || !shipment.alone())) {
            table.pause(now);
            table.rate().throttled(now);
        }
        shipment.works().forEach(work -> goAgain(work, table, FailureReason.THROTTLED, failure, now));
    }

    /** Sends an item again as soon as its lane allows it. */
    private void goAgain(
            Work work, TableQueue table, FailureReason reason, @Nullable RuntimeException cause, long now) {
        if (work.lane().strike(now, plan.backoff())) {
            table.paused(work.lane());
        }
        if (mayGoAgain(work, table, reason, cause, now)) {
            table.hold(work);
        }
    }

    private void postpone(Work work, RuntimeException cause, TableQueue table, long now) {
        work.lane().returned();
        if (mayGoAgain(work, table, FailureReason.OUTAGE, cause, now)) {
            table.again(work);
        }
    }

    private boolean mayGoAgain(
            Work work, TableQueue table, FailureReason reason, @Nullable RuntimeException cause, long now) {
        if (stopped != null) {
            abandon(List.of(work));
        } else if (work.attempts() >= plan.maxAttempts()) {
            lose(work, table, reason, cause, now);
        } else {
            return true;
        }
        return false;
    }

    private void lose(Work work, TableQueue table, FailureReason reason, @Nullable RuntimeException cause, long now) {
        end(work, reason, cause);
        table.leave(work, now);
        stopIfTold();
    }

    /** One bad item makes DynamoDB refuse all of its batch, so that each of them goes alone to tell which. */
    private void refuse(Shipment shipment, FailureReason reason, RuntimeException failure, TableQueue table, long now) {
        for (Work work : shipment.works()) {
            work.lane().returned();
            if (shipment.alone()) {
                lose(work, table, reason, failure, now);
            } else if (stopped != null) {
                abandon(List.of(work));
            } else {
                work.neverSent();
                work.goAlone();
                table.again(work);
            }
        }
    }

    private void stop(Shipment shipment, FailureReason reason, RuntimeException failure, TableQueue table, long now) {
        stop(reason, failure);
        for (Work work : shipment.works()) {
            work.lane().returned();
            abandon(List.of(work));
        }
    }

    private void settleRate(Answer answer, TableQueue table) {
        Shipment shipment = answer.shipment();
        List<Work> done = shipment.works().stream()
                .filter(work -> !answer.unprocessed().contains(work))
                .toList();
        boolean throttled = answer.failure() != null
                && FailureClassification.of(answer.failure()).kind() == FailureClassification.Kind.THROTTLED;
        double expected = throttled
                ? 0
                : done.stream()
                        .mapToDouble(work -> table.estimate().of(work.item()))
                        .sum();
        Charge charge = answer.charge();
        double used = charge != null ? charge.total() : Math.max(expected, refusedImage(answer.failure()));
        if (plan.countsItems()) {
            table.rate().settle(shipment.works().size(), throttled ? 0 : done.size());
        } else {
            table.rate().settle(shipment.units(), used);
        }
        if (charge != null && expected > 0) {
            table.estimate().learn(done, expected, charge.total());
        }
    }

    /** A failed condition is charged by the larger one of the two items. */
    private static double refusedImage(@Nullable RuntimeException failure) {
        return failure instanceof ConditionalCheckFailedException refused && refused.hasItem()
                ? UnitEstimate.writeUnits(ItemSizes.of(refused.item()))
                : 0;
    }
}
