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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of one table that are to be sent, and in which requests. Confined to the thread of the {@link BatchLoop}. */
final class TableQueue {

    private static final int LANES = 4_096;

    /** A request takes no more than this share of what the rate allows in a second, so that slow rates are steady ones too. */
    private static final double LARGEST_SHARE = 0.25;

    private final String name;

    private final Plan plan;

    private final RateLimit rate;

    private final UnitEstimate estimate = new UnitEstimate();

    private final Map<ItemKey, Work> byKey = new HashMap<>();

    private final @Nullable Lane[] lanes = new Lane[LANES];

    private final PriorityQueue<Pause> pauses = new PriorityQueue<>(Comparator.comparingLong(Pause::until));

    private final Deque<Work> ready = new ArrayDeque<>();

    private final Deque<Work> alone = new ArrayDeque<>();

    private final Shortage shortage = new Shortage();

    private boolean batchIsNext;

    private long readySince;

    private int failures;

    private long pausedUntil;

    TableQueue(String name, Plan plan) {
        this.name = name;
        this.plan = plan;
        this.rate = plan.rates().apply(name);
    }

    RateLimit rate() {
        return rate;
    }

    UnitEstimate estimate() {
        return estimate;
    }

    @Nullable
    Work findLast(ItemKey key) {
        Work first = byKey.get(key);
        return first == null ? null : first.last();
    }

    /** Takes an item whose key nobody holds, or lets it wait for the one who does. */
    void admit(WorkItem item, ItemKey key, long now) {
        Work work = new Work(item, key, lane(item.partitionKey()));
        Work first = byKey.putIfAbsent(key, work);
        if (first == null) {
            enqueue(work, now);
        } else {
            first.follow(work);
        }
    }

    private Lane lane(AttributeValue partitionKey) {
        int hash = partitionKey.hashCode();
        int index = (hash ^ hash >>> 12 ^ hash >>> 24) & LANES - 1;
        Lane lane = lanes[index];
        if (lane == null) {
            lane = new Lane();
            lanes[index] = lane;
        }
        return lane;
    }

    private void enqueue(Work work, long now) {
        if (work.alone()) {
            alone.addLast(work);
        } else {
            if (ready.isEmpty()) {
                readySince = now;
            }
            ready.addLast(work);
        }
    }

    /** Puts something that has to be sent again before all that was not sent yet. */
    void again(Work work) {
        (work.alone() ? alone : ready).addFirst(work);
    }

    void paused(Lane lane) {
        pauses.add(new Pause(lane, lane.pausedUntil()));
    }

    /** Ends the way of an item, so that the next of its key goes on. */
    void leave(Work work, long now) {
        Work next = work.handOver();
        if (next == null) {
            byKey.remove(work.key());
        } else {
            byKey.put(next.key(), next);
            enqueue(next, now);
        }
    }

    /** Holds the whole table back for a random time that grows with the failures in a row. */
    void pause(long now) {
        if (now - pausedUntil >= 0 || failures == 0) {
            failures++;
            pausedUntil = now + plan.backoff().nanos(failures);
        }
    }

    boolean isShort(int sent, Collection<Work> unprocessed, long now) {
        return shortage.isSeen(sent, unprocessed, now);
    }

    void explain(boolean hotKey, long now) {
        shortage.explain(hotKey, now);
    }

    void recovered() {
        failures = 0;
    }

    private boolean isPaused(long now) {
        return failures > 0 && now - pausedUntil < 0;
    }

    /** Lets go on in a lane what fits into it now. */
    void resume(Lane lane, long now) {
        if (lane.isPaused(now)) {
            return;
        }
        for (int places = lane.places(); places > 0 && lane.hasWaiting(); places--) {
            again(lane.next());
        }
    }

    private void resumeLanes(long now) {
        while (!pauses.isEmpty() && pauses.peek().until() - now <= 0) {
            // Does nothing if the lane was paused anew since.
            resume(pauses.remove().lane(), now);
        }
    }

    /**
     * Puts together the next request.
     *
     * @param now the time in nanoseconds
     * @param flush whether a batch that is not full need not wait for more
     * @return the request, or {@code null} if there is nothing to send now
     */
    @Nullable
    Shipment next(long now, boolean flush) {
        if (isPaused(now)) {
            return null;
        }
        resumeLanes(now);
        // In turn, so that neither holds up the other when there are few places.
        batchIsNext = !batchIsNext;
        Shipment next = batchIsNext ? batch(now, flush) : single(now);
        if (next != null) {
            return next;
        }
        return batchIsNext ? single(now) : batch(now, flush);
    }

    private @Nullable Shipment single(long now) {
        Work single = firstOpen(alone, now);
        return single == null ? null : new Shipment(name, List.of(single), true, estimate.of(single.item()));
    }

    private @Nullable Shipment batch(long now, boolean flush) {
        double share = rate.unitsPerSecond() * LARGEST_SHARE;
        int most = plan.countsItems() ? (int) Math.max(1, Math.min(plan.batchSize(), share)) : plan.batchSize();
        if (ready.isEmpty() || !flush && ready.size() < most && now - readySince < plan.lingerNanos()) {
            return null;
        }
        readySince = now;
        return fill(most, plan.countsItems() ? Double.POSITIVE_INFINITY : share, now);
    }

    private @Nullable Shipment fill(int most, double mostUnits, long now) {
        List<Work> works = new ArrayList<>(Math.min(most, ready.size()));
        double units = 0;
        while (works.size() < most && units < mostUnits) {
            Work work = firstOpen(ready, now);
            if (work == null) {
                break;
            }
            double more = estimate.of(work.item());
            if (!works.isEmpty() && units + more > mostUnits) {
                ready.addFirst(work);
                work.lane().returned();
                break;
            }
            units += more;
            works.add(work);
        }
        return works.isEmpty() ? null : new Shipment(name, works, false, units);
    }

    private @Nullable Work firstOpen(Deque<Work> queue, long now) {
        while (!queue.isEmpty()) {
            Work work = queue.removeFirst();
            if (work.lane().open(now)) {
                work.lane().depart();
                return work;
            }
            work.lane().hold(work);
        }
        return null;
    }

    /** Returns when there may be something to send that can't be sent now. */
    long wake(long now) {
        if (isPaused(now)) {
            return pausedUntil;
        }
        long lane = pauses.isEmpty() ? Long.MAX_VALUE : pauses.peek().until();
        long batch = ready.isEmpty() ? Long.MAX_VALUE : readySince + plan.lingerNanos();
        return Math.min(lane, batch);
    }

    /** Returns everything that is not on its way, which is then gone from here. */
    List<Work> clear() {
        List<Work> all = new ArrayList<>(alone);
        alone.clear();
        all.addAll(ready);
        ready.clear();
        for (Lane lane : lanes) {
            while (lane != null && lane.hasWaiting()) {
                all.add(lane.next());
            }
        }
        return all;
    }

    /** The end of a lane's pause, which another one may have followed since. */
    private record Pause(Lane lane, long until) {}
}
