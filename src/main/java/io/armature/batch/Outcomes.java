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

import io.armature.resilience.FailureClassification;
import io.armature.resilience.Throttling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Decides of each item that was answered whether it is done, goes again or has failed. Confined to the {@link BatchLoop}. */
final class Outcomes {

    private final Plan plan;

    private final Ledger ledger;

    private final Map<String, TableQueue> tables;

    private final Settlement settlement;

    Outcomes(Plan plan, Ledger ledger, Map<String, TableQueue> tables) {
        this.plan = plan;
        this.ledger = ledger;
        this.tables = tables;
        this.settlement = new Settlement(plan.countsItems());
    }

    void settle(Answer answer, long now) {
        Shipment shipment = answer.shipment();
        TableQueue table = Objects.requireNonNull(tables.get(shipment.table()));
        RuntimeException failure = answer.failure();
        if (failure == null) {
            settlement.answered(answer, table);
            succeed(answer, table, now);
        } else {
            FailureClassification problem = FailureClassification.of(failure);
            settlement.failed(answer, problem, table);
            fail(shipment, failure, problem, table, now);
        }
        ledger.answered(answer);
        for (Work work : shipment.works()) {
            table.resume(work.lane(), now);
        }
    }

    private void succeed(Answer answer, TableQueue table, long now) {
        List<Work> works = answer.shipment().works();
        Set<Work> unprocessed = answer.unprocessed();
        boolean some = unprocessed.size() < works.size();
        // Reads also come back when the others of their request were too large for one answer.
        boolean full = some && works.get(0).item().operation() instanceof Operation.Get;
        for (Work work : works) {
            if (!unprocessed.contains(work)) {
                work.lane().arrive();
                end(work, answer, table, now);
            } else {
                work.leftUnprocessed();
                if (full) {
                    goAgain(work, table, FailureReason.THROTTLED, null, now);
                } else {
                    strike(work, 1, table, FailureReason.THROTTLED, null, now);
                }
            }
        }
        if (unprocessed.isEmpty()) {
            table.recovered();
        }
        if (!full && table.isShort(works.size(), unprocessed, now)) {
            table.rate().throttled(now);
            table.pause(now);
        }
    }

    private void end(Work work, Answer answer, TableQueue table, long now) {
        if (work.item().operation() instanceof Operation.Get) {
            ledger.read(work, answer.found().get(work.item().key()));
        } else {
            ledger.written(work);
        }
        table.leave(work, now);
    }

    private void fail(
            Shipment shipment, RuntimeException failure, FailureClassification problem, TableQueue table, long now) {
        shipment.works().forEach(work -> work.doubt(problem.mayHaveBeenApplied()));
        switch (problem.kind()) {
            case THROTTLED -> throttled(shipment, failure, problem.throttling(), table, now);
            case OUTAGE, NOT_SENT -> {
                table.pause(now);
                for (Work work : shipment.works()) {
                    work.lane().returned();
                    goAgain(work, table, FailureReason.OUTAGE, failure, now);
                }
            }
            case REFUSED -> {
                // The job waits for the circuit breaker however long that takes: nothing was tried.
                table.pause(now);
                for (Work work : shipment.works()) {
                    work.neverSent();
                    work.lane().returned();
                    goAgain(work, table, FailureReason.OUTAGE, failure, now);
                }
            }
            case CANCELLED -> {
                for (Work work : shipment.works()) {
                    strike(work, 1, table, FailureReason.OTHER, failure, now);
                }
            }
            case DENIED -> stop(shipment, FailureReason.ACCESS_DENIED, failure);
            case MISSING -> stop(shipment, FailureReason.TABLE_MISSING, failure);
            case CONDITION_FAILED -> refuse(shipment, FailureReason.CONDITION_FAILED, failure, table, now);
            case INVALID -> refuse(shipment, FailureReason.INVALID, failure, table, now);
            case OTHER -> refuse(shipment, FailureReason.OTHER, failure, table, now);
        }
    }

    private void throttled(
            Shipment shipment, RuntimeException failure, List<Throttling> reasons, TableQueue table, long now) {
        boolean hotKey = reasons.stream().anyMatch(reason -> reason.scope() == Throttling.Scope.KEY_RANGE);
        boolean known = reasons.stream().anyMatch(reason -> reason.scope() != Throttling.Scope.UNKNOWN);
        boolean wholeTable = !hotKey && (known || !shipment.alone());
        if (known) {
            table.explain(hotKey, now);
        }
        if (wholeTable) {
            table.pause(now);
            table.rate().throttled(now);
        }
        for (Work work : shipment.works()) {
            work.reasonTold();
            // A lane in which others succeed meanwhile begins anew with its pauses, and they say nothing about the
            // table.
            strike(work, wholeTable ? work.attempts() : 1, table, FailureReason.THROTTLED, failure, now);
        }
    }

    /** Sends an item again when its lane, which is slowed down, allows it. */
    private void strike(
            Work work,
            int failures,
            TableQueue table,
            FailureReason reason,
            @Nullable RuntimeException cause,
            long now) {
        if (work.lane().strike(failures, now, plan.backoff())) {
            table.paused(work.lane());
        }
        goAgain(work, table, reason, cause, now);
    }

    private void goAgain(
            Work work, TableQueue table, FailureReason reason, @Nullable RuntimeException cause, long now) {
        if (ledger.isStopped()) {
            ledger.abandon(List.of(work));
        } else if (work.attempts() >= plan.maxAttempts()) {
            lose(work, table, reason, cause, now);
        } else {
            table.again(work);
        }
    }

    private void lose(Work work, TableQueue table, FailureReason reason, @Nullable RuntimeException cause, long now) {
        ledger.fail(work, reason, cause);
        table.leave(work, now);
    }

    /** One bad item makes DynamoDB refuse all of its batch, so that each of them goes alone to tell which. */
    private void refuse(Shipment shipment, FailureReason reason, RuntimeException failure, TableQueue table, long now) {
        for (Work work : shipment.works()) {
            work.lane().returned();
            if (!shipment.alone()) {
                work.neverSent();
                work.goAlone();
                goAgain(work, table, reason, failure, now);
            } else if (work.isDoubtful() && isStored(work, failure)) {
                ledger.written(work);
                table.leave(work, now);
            } else {
                lose(work, table, reason, failure, now);
            }
        }
    }

    /** Tells whether a condition has failed only because an earlier attempt was carried out and its answer got lost. */
    private static boolean isStored(Work work, RuntimeException failure) {
        return work.item().operation() instanceof Operation.ConditionalPut put
                && failure instanceof ConditionalCheckFailedException refused
                && refused.item().equals(put.request().item());
    }

    private void stop(Shipment shipment, FailureReason reason, RuntimeException failure) {
        ledger.stop(reason, failure);
        ledger.abandon(shipment.works());
    }
}
