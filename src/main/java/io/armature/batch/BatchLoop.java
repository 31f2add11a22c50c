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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A job: takes inputs from a source, sends them in requests at the rate that is allowed, sends again what was left, and tells the
 * end of each of them.
 *
 * <p>All of its state is confined to the thread that calls {@link #run}; other threads only call {@link #cancel}.
 */
final class BatchLoop {

    private final Plan plan;

    private final Source source;

    private final Transport transport;

    private final Outcomes outcomes;

    private final Map<String, TableQueue> tables = new HashMap<>();

    /** The tables in the order in which they have their turn. */
    private final List<TableQueue> turns = new ArrayList<>();

    /** What has to wait for its rate, at most one for each. */
    private final Map<RateLimit, Blocked> blocked = new HashMap<>();

    private int turn;

    private int inFlight;

    private long progressAt;

    private volatile boolean cancelled;

    BatchLoop(Plan plan, Source source, Transport transport, Listener listener) {
        this.plan = plan;
        this.source = source;
        this.transport = transport;
        this.outcomes = new Outcomes(plan, listener, tables);
    }

    /** Ends the job as soon as what is on its way has been answered. Whoever calls this also wakes the transport. */
    void cancel() {
        cancelled = true;
    }

    /** Does the job to its end. */
    void run() {
        progressAt = transport.nanoTime() + plan.progressNanos();
        while (true) {
            long now = transport.nanoTime();
            if (cancelled) {
                outcomes.stop(FailureReason.CANCELLED, null);
            }
            intake(now);
            if (outcomes.isStopped()) {
                abandon();
            } else {
                dispatch(now);
            }
            if (source.isExhausted() && inFlight == 0 && outcomes.pending() == 0) {
                return;
            }
            report(now);
            for (Answer answer = transport.await(deadline(now)); answer != null; answer = transport.await(now)) {
                inFlight--;
                outcomes.settle(answer, transport.nanoTime());
            }
        }
    }

    private void intake(long now) {
        if (outcomes.isCancelled()) {
            source.stop();
        }
        while (outcomes.isStopped() || outcomes.hasRoom()) {
            Input input = source.poll();
            if (input == null) {
                return;
            }
            if (outcomes.isStopped()) {
                outcomes.abandon(input);
            } else if (input instanceof WorkItem item) {
                admit(item, now);
            } else if (input instanceof RejectedInput rejected) {
                outcomes.reject(rejected, rejected.reason(), rejected.cause());
            }
        }
    }

    private void admit(WorkItem item, long now) {
        TableQueue table = tables.computeIfAbsent(item.table(), name -> {
            TableQueue added = new TableQueue(name, plan);
            turns.add(added);
            return added;
        });
        Work before = table.findLast(item.key());
        if (before != null && !before.isSent()) {
            if (plan.duplicates() == Duplicates.FAIL) {
                outcomes.reject(item, FailureReason.DUPLICATE, null);
                return;
            }
            if (before.replace(item)) {
                outcomes.admitted(item);
                return;
            }
        }
        table.admit(item, now);
        outcomes.admitted(item);
    }

    private void abandon() {
        blocked.values().forEach(waiting -> outcomes.abandon(waiting.shipment().works()));
        blocked.clear();
        turns.forEach(table -> outcomes.abandon(table.clear()));
    }

    private void dispatch(long now) {
        blocked.entrySet().removeIf(entry -> {
            Blocked waiting = entry.getValue();
            if (waiting.due() - now > 0) {
                return false;
            }
            if (inFlight >= plan.concurrency()) {
                entry.getKey().postpone(now);
                return false;
            }
            long wait = reserve(waiting.shipment(), entry.getKey(), now);
            entry.setValue(new Blocked(waiting.shipment(), now + wait));
            return wait == 0;
        });
        boolean flush = source.isExhausted() || !outcomes.hasRoom();
        for (int idle = 0; idle < turns.size() && inFlight < plan.concurrency(); turn++) {
            TableQueue table = turns.get(Math.floorMod(turn, turns.size()));
            Shipment next = blocked.containsKey(table.rate()) ? null : table.next(now, flush);
            if (next == null) {
                idle++;
                continue;
            }
            idle = 0;
            long wait = reserve(next, table.rate(), now);
            if (wait > 0) {
                blocked.put(table.rate(), new Blocked(next, now + wait));
            }
        }
    }

    /** Sends a request if its rate allows it. */
    private long reserve(Shipment shipment, RateLimit rate, long now) {
        long wait = rate.reserve(plan.countsItems() ? shipment.works().size() : shipment.units(), now);
        if (wait == 0) {
            inFlight++;
            shipment.works().forEach(Work::send);
            transport.send(shipment);
        }
        return wait;
    }

    private long deadline(long now) {
        long deadline = progressAt;
        for (Blocked waiting : blocked.values()) {
            // One whose time has come already waits for a place, and so for an answer.
            deadline = waiting.due() - now > 0 ? Math.min(deadline, waiting.due()) : deadline;
        }
        if (inFlight < plan.concurrency()) {
            for (TableQueue table : turns) {
                if (blocked.containsKey(table.rate())) {
                    continue;
                }
                deadline = Math.min(deadline, Math.max(now + 1, table.wake(now)));
            }
        }
        return deadline;
    }

    private void report(long now) {
        if (now - progressAt >= 0) {
            progressAt = now + plan.progressNanos();
            outcomes.report(turns.stream()
                    .map(TableQueue::rate)
                    .distinct()
                    .mapToDouble(RateLimit::unitsPerSecond)
                    .sum());
        }
    }

    /** A request that waits for its rate. */
    private record Blocked(Shipment shipment, long due) {}
}
