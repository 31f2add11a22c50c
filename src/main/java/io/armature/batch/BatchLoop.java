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
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A job: takes inputs from a source, sends them in requests at the rate that is allowed, sends again what was left, and tells the
 * end of each of them.
 *
 * <p>All of its state is confined to the thread that calls {@link #run}; other threads only call {@link #cancel}.
 */
final class BatchLoop {

    /** Inputs that are taken before it is seen to all else. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Plan plan;

    private final Source source;

    private final Transport transport;

    private final Ledger ledger;

    private final Outcomes outcomes;

    private final Map<String, TableQueue> tables = new HashMap<>();

    /** The tables in the order in which they have their turn. */
    private final List<TableQueue> turns = new ArrayList<>();

    /** What has to wait for its rate, at most one for each. */
    private final Map<RateLimit, Blocked> blocked = new HashMap<>();

    private int turn;

    private int inFlight;

    private boolean settled;

    private long progressAt;

    private volatile boolean cancelled;

    BatchLoop(Plan plan, Source source, Transport transport, Listener listener) {
        this.plan = plan;
        this.source = source;
        this.transport = transport;
        this.ledger = new Ledger(plan, listener);
        this.outcomes = new Outcomes(plan, ledger, tables);
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
                ledger.stop(FailureReason.CANCELLED, null);
                source.stop();
            }
            boolean more = intake(now);
            if (ledger.isStopped()) {
                abandon();
            } else {
                dispatch(now);
            }
            if (source.isExhausted() && inFlight == 0 && ledger.isEmpty()) {
                return;
            }
            report(now);
            collect(more ? now : deadline(now));
        }
    }

    /** Takes some inputs and tells whether there may be more at once. */
    private boolean intake(long now) {
        for (int taken = 0; taken < MOST_AT_ONCE; taken++) {
            if (!ledger.isStopped() && !ledger.hasRoom()) {
                return false;
            }
            Input input = source.poll();
            if (input == null) {
                return false;
            }
            if (ledger.isStopped()) {
                ledger.abandon(input);
            } else if (input instanceof WorkItem item) {
                admit(item, now);
            } else if (input instanceof RejectedInput rejected) {
                ledger.reject(rejected, rejected.reason(), rejected.cause());
            }
        }
        return true;
    }

    private void admit(WorkItem item, long now) {
        TableQueue table = table(item.table());
        ItemKey key = new ItemKey(item.key());
        Work before = table.findLast(key);
        if (before != null && !before.isSent() && plan.duplicates() == Duplicates.FAIL) {
            ledger.reject(item, FailureReason.DUPLICATE, null);
            return;
        }
        ledger.admitted(item);
        if (before == null || !before.replace(item)) {
            table.admit(item, key, now);
        }
    }

    private TableQueue table(String name) {
        TableQueue table = tables.get(name);
        if (table == null) {
            table = new TableQueue(name, plan);
            tables.put(name, table);
            turns.add(table);
        }
        return table;
    }

    private void abandon() {
        for (Blocked waiting : blocked.values()) {
            ledger.abandon(waiting.shipment.works());
        }
        blocked.clear();
        for (TableQueue table : turns) {
            ledger.abandon(table.clear());
        }
    }

    private void dispatch(long now) {
        sendBlocked(now);
        boolean flush = source.isExhausted() || !ledger.hasRoom();
        for (int idle = 0; idle < turns.size() && inFlight < plan.concurrency(); turn++) {
            TableQueue table = turns.get(Math.floorMod(turn, turns.size()));
            Shipment next = blocked.containsKey(table.rate()) ? null : table.next(now, flush);
            if (next == null) {
                idle++;
                continue;
            }
            idle = 0;
            Blocked waiting = new Blocked(next, table.rate(), now);
            if (!send(waiting, now)) {
                blocked.put(table.rate(), waiting);
            }
        }
    }

    private void sendBlocked(long now) {
        // What was settled since may have made the wait shorter.
        boolean early = settled;
        settled = false;
        for (Iterator<Blocked> all = blocked.values().iterator(); all.hasNext(); ) {
            Blocked waiting = all.next();
            if (!early && !waiting.isDue(now)) {
                continue;
            }
            if (inFlight < plan.concurrency()) {
                if (send(waiting, now)) {
                    all.remove();
                }
            } else if (waiting.isDue(now)) {
                waiting.rate.postpone(now);
            }
        }
    }

    /** Sends a request if its rate allows it. */
    private boolean send(Blocked waiting, long now) {
        Shipment shipment = waiting.shipment;
        long wait = waiting.rate.reserve(plan.countsItems() ? shipment.works().size() : shipment.units(), now);
        if (wait > 0) {
            waiting.due = now + wait;
            return false;
        }
        inFlight++;
        for (Work work : shipment.works()) {
            work.send();
        }
        transport.send(shipment);
        return true;
    }

    private long deadline(long now) {
        long deadline = progressAt;
        for (Blocked waiting : blocked.values()) {
            // One whose time has come already waits for a place, and so for an answer.
            deadline = waiting.isDue(now) ? deadline : Math.min(deadline, waiting.due);
        }
        if (inFlight < plan.concurrency() && !ledger.isStopped()) {
            for (TableQueue table : turns) {
                if (!blocked.containsKey(table.rate())) {
                    deadline = Math.min(deadline, Math.max(now + 1, table.wake(now)));
                }
            }
        }
        return deadline;
    }

    private void report(long now) {
        if (now - progressAt >= 0) {
            progressAt = now + plan.progressNanos();
            ledger.report(turns.stream()
                    .map(TableQueue::rate)
                    .distinct()
                    .mapToDouble(RateLimit::unitsPerSecond)
                    .sum());
        }
    }

    private void collect(long deadline) {
        Answer answer = transport.await(deadline);
        while (answer != null) {
            inFlight--;
            settled = true;
            long now = transport.nanoTime();
            outcomes.settle(answer, now);
            answer = transport.await(now);
        }
    }

    /** A request that waits for its rate. */
    private static final class Blocked {

        private final Shipment shipment;

        private final RateLimit rate;

        private long due;

        private Blocked(Shipment shipment, RateLimit rate, long due) {
            this.shipment = shipment;
            this.rate = rate;
            this.due = due;
        }

        private boolean isDue(long now) {
            return due - now <= 0;
        }
    }
}
