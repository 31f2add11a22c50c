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

import io.armature.batch.SimulatedItem.Nature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/**
 * DynamoDB in virtual time: requests arrive after a part of their latency, use capacity, are carried out or not, and are
 * answered. Nothing waits, so that hours pass in a second, and the same seed makes the same course.
 */
final class SimulatedDynamoDb implements Transport {

    static final long MILLI = 1_000_000L;

    static final long SECOND = 1_000 * MILLI;

    private static final int MOST_IDLE_ROUNDS = 1_000;

    private final Map<String, SimulatedTable> tables = new HashMap<>();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));

    private final SplittableRandom random;

    private final long leastLatency;

    private final long mostLatency;

    private final SimulatedFaults faults;

    private @Nullable Observer observer;

    private @Nullable RuntimeException outage;

    private long lateness;

    private LongSupplier news = () -> Long.MAX_VALUE;

    private long now;

    private long order;

    private int idleRounds;

    private int inFlight;

    private int mostInFlight;

    private int throttled;

    private int unprocessed;

    private int sentItems;

    private int sent;

    SimulatedDynamoDb(long seed, long leastLatency, long mostLatency, SimulatedFaults faults) {
        this.random = new SplittableRandom(seed);
        this.leastLatency = leastLatency;
        this.mostLatency = mostLatency;
        this.faults = faults;
    }

    SimulatedDynamoDb table(String name, SimulatedTable table) {
        tables.put(name, table);
        return this;
    }

    /** Wakes whoever waits too late, by a random time up to this. */
    SimulatedDynamoDb late(long nanos) {
        lateness = nanos;
        return this;
    }

    SimulatedDynamoDb observe(Observer observer) {
        this.observer = observer;
        return this;
    }

    void newsAt(LongSupplier time) {
        news = time;
    }

    void at(long time, Runnable action) {
        events.add(new Event(time, order++, null, action));
    }

    /** Lets all requests fail until told otherwise. */
    void fail(@Nullable RuntimeException failure) {
        outage = failure;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void send(Shipment shipment) {
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        sent++;
        sentItems += shipment.works().size();
        long latency = leastLatency + (long) (random.nextDouble() * (mostLatency - leastLatency));
        long arrival = now + (long) (random.nextDouble() * latency);
        long end = now + latency;
        long sentAt = now;
        at(arrival, () -> {
            Answer answer = carryOut(shipment, sentAt, end);
            events.add(new Event(end, order++, answer, null));
        });
    }

    @Override
    public @Nullable Answer await(long deadline) {
        long until = Math.max(now, Math.min(deadline, news.getAsLong()));
        long begin = now;
        while (!events.isEmpty() && events.peek().time() <= until) {
            Event event = events.remove();
            now = Math.max(now, event.time());
            if (event.action() != null) {
                event.action().run();
            }
            if (event.answer() != null) {
                inFlight--;
                idleRounds = 0;
                return event.answer();
            }
        }
        now = until;
        if (deadline > begin && lateness > 0) {
            now += (long) (random.nextDouble() * lateness);
        }
        idleRounds = now - begin < 1_000 ? idleRounds + 1 : 0;
        if (idleRounds > MOST_IDLE_ROUNDS) {
            throw new IllegalStateException("The loop goes round and round at " + now + " ns");
        }
        return null;
    }

    private Answer carryOut(Shipment shipment, long sentAt, long end) {
        RuntimeException failure = failure(shipment);
        if (failure != null) {
            return Answer.failed(shipment, null, failure);
        }
        SimulatedTable table = tables.get(shipment.table());
        List<WorkItem> done = new ArrayList<>();
        Set<Work> left = new HashSet<>();
        String reason = null;
        for (Work work : shipment.works()) {
            boolean dropped = !shipment.alone() && random.nextDouble() < faults.unprocessed();
            String missing = dropped ? "TableWriteKeyRangeThroughputExceeded" : table.shortage(work.item(), now);
            if (missing == null) {
                table.charge(work.item());
                done.add(work.item());
            } else {
                reason = missing;
                left.add(work);
            }
        }
        unprocessed += left.size();
        if (done.isEmpty()) {
            throttled++;
            return Answer.failed(shipment, null, throttling(reason));
        }
        double units = done.stream().mapToDouble(table::units).sum();
        if (observer != null) {
            observer.carriedOut(sentAt, end, done.size(), units);
        }
        WorkItem first = done.get(0);
        if (first.operation() instanceof Operation.ConditionalPut
                && !table.isConditionMet((SimulatedItem) first.origin())) {
            return Answer.failed(
                    shipment,
                    null,
                    ConditionalCheckFailedException.builder().item(Map.of()).build());
        }
        done.forEach(table::apply);
        if (random.nextDouble() < faults.lostAnswer()) {
            return Answer.failed(
                    shipment,
                    null,
                    ApiCallTimeoutException.builder().message("No answer").build());
        }
        return new Answer(shipment, left, found(table, done), new Charge(units, table.unitsByIndex(done)), null);
    }

    private @Nullable RuntimeException failure(Shipment shipment) {
        if (outage != null) {
            return outage;
        }
        if (!tables.containsKey(shipment.table())) {
            return error(400, "ResourceNotFoundException");
        }
        boolean poisoned = shipment.works().stream()
                .anyMatch(work -> ((SimulatedItem) work.item().origin()).nature() == Nature.POISONED);
        if (poisoned) {
            return error(400, "ValidationException");
        }
        return random.nextDouble() < faults.serverError() ? error(500, "InternalServerError") : null;
    }

    private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found(
            SimulatedTable table, List<WorkItem> items) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        for (WorkItem item : items) {
            int stored = table.stored(((SimulatedItem) item.origin()).key());
            if (item.operation() instanceof Operation.Get && stored >= 0) {
                found.put(item.key(), Map.of("position", AttributeValue.fromN(Integer.toString(stored))));
            }
        }
        return found;
    }

    static RuntimeException error(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static RuntimeException throttling(@Nullable String reason) {
        return ThrottlingException.builder()
                .throttlingReasons(ThrottlingReason.builder()
                        .reason(reason)
                        .resource("arn:aws:dynamodb:eu-central-1:000000000000:table/orders")
                        .build())
                .build();
    }

    int mostInFlight() {
        return mostInFlight;
    }

    /** Returns how many requests DynamoDB threw out as a whole for want of capacity. */
    int throttled() {
        return throttled;
    }

    /** Returns how many items were sent in vain for want of capacity. */
    int unprocessed() {
        return unprocessed;
    }

    int sentItems() {
        return sentItems;
    }

    int sent() {
        return sent;
    }

    /** Is told of each request that used capacity. */
    interface Observer {

        void carriedOut(long sentAt, long answeredAt, int items, double units);
    }

    private record Event(
            long time,
            long order,
            @Nullable Answer answer,
            @Nullable Runnable action) {}
}
