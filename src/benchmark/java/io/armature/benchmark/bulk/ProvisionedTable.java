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
package io.armature.benchmark.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table with provisioned capacity behind a transport, as DynamoDB documents it, since no engine at hand throttles: what is not
 * used is kept for 300 seconds, a batch is carried out as far as the capacity reaches, and a request of which nothing can be
 * carried out fails with the reason. Nothing is saved up before the first request. A request takes 5 to 15 ms. Beside the job there is an
 * application that writes at a steady rate of its own. Safe for use by concurrent threads.
 */
final class ProvisionedTable extends AnsweringTransport {

    private static final double SAVED_SECONDS = 300;

    private static final double NANOS = 1e9;

    private final ObjectMapper json = new JsonMapper();

    private final SplittableRandom random = new SplittableRandom(12);

    private final Set<String> stored = new HashSet<>();

    private final ServedUnits served = new ServedUnits();

    private final Neighbour neighbour;

    private boolean begun;

    private final double unitsPerSecond;

    private double level;

    private long filledAt;

    private double onTheWay;

    private double mostOnTheWay;

    private double largest;

    private long requests;

    private long throttled;

    private long sentItems;

    /**
     * Creates a table.
     *
     * @param unitsPerSecond what it is provisioned for
     * @param neighbourUnitsPerSecond what the application beside the job writes of that
     */
    ProvisionedTable(double unitsPerSecond, double neighbourUnitsPerSecond) {
        this.unitsPerSecond = unitsPerSecond;
        this.neighbour = new Neighbour((long) (NANOS / neighbourUnitsPerSecond));
    }

    @Override
    Answer answer(String operation, InputStream body) throws IOException {
        JsonNode request = json.readTree(body);
        if (operation.equals("DescribeTable")) {
            return new Answer(200, description());
        }
        ArrayNode writes = writes(operation, request);
        double asked = asked(writes);
        depart(asked);
        pause();
        JsonNode answer = carryOut(writes, operation.equals("PutItem"));
        pause();
        arrive(asked);
        return answer.has("__type")
                ? new Answer(400, json.writeValueAsBytes(answer))
                : new Answer(200, json.writeValueAsBytes(answer));
    }

    private byte[] description() {
        return ("{\"Table\":{\"TableName\":\"track\",\"TableStatus\":\"ACTIVE\",\"ProvisionedThroughput\":{"
                        + "\"ReadCapacityUnits\":1,\"WriteCapacityUnits\":" + (long) unitsPerSecond + "}}}")
                .getBytes(UTF_8);
    }

    /** Returns the writes of a request in the form of a batch. */
    private ArrayNode writes(String operation, JsonNode request) {
        if (operation.equals("BatchWriteItem")) {
            return (ArrayNode) request.get("RequestItems").get(Track.TABLE);
        }
        if (!operation.equals("PutItem")) {
            throw new IllegalArgumentException("The table does not know " + operation);
        }
        ArrayNode writes = json.createArrayNode();
        writes.addObject().putObject("PutRequest").set("Item", request.get("Item"));
        return writes;
    }

    private static JsonNode item(JsonNode write) {
        return write.get("PutRequest").get("Item");
    }

    /** A unit for each KB begun of names and values, all of which are strings. */
    private static double units(JsonNode item) {
        int size = 0;
        for (var attribute : item.properties()) {
            size += attribute.getKey().length()
                    + attribute.getValue().get("S").stringValue().length();
        }
        return Math.ceil(size / 1024.0);
    }

    private static double asked(ArrayNode writes) {
        double units = 0;
        for (JsonNode write : writes) {
            units += units(item(write));
        }
        return units;
    }

    private synchronized void depart(double units) {
        largest = Math.max(largest, units);
        onTheWay += units;
        mostOnTheWay = Math.max(mostOnTheWay, onTheWay);
    }

    private synchronized void arrive(double units) {
        onTheWay -= units;
    }

    private void pause() {
        long nanos;
        synchronized (this) {
            nanos = TimeUnit.MICROSECONDS.toNanos(random.nextInt(2_500, 7_500));
        }
        long until = System.nanoTime() + nanos;
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private synchronized JsonNode carryOut(ArrayNode writes, boolean alone) {
        long now = System.nanoTime();
        begin(now);
        neighbour.writeUntil(now);
        requests++;
        sentItems += writes.size();
        ArrayNode left = json.createArrayNode();
        double used = 0;
        for (JsonNode write : writes) {
            double units = units(item(write));
            if (has(now)) {
                level -= units;
                used += units;
                stored.add(item(write).get("id").get("S").stringValue());
            } else {
                left.add(write);
            }
        }
        throttled += left.isEmpty() ? 0 : 1;
        if (used == 0) {
            return throttling();
        }
        served.add(now, used);
        return alone ? success(used) : success(left, used);
    }

    /** Nothing is saved up before the first request. */
    private void begin(long now) {
        if (!begun) {
            begun = true;
            filledAt = now;
            neighbour.next = now + neighbour.interval;
        }
    }

    /** DynamoDB serves as long as anything is left, so that large items are not refused for ever. */
    private boolean has(long now) {
        level = Math.min(unitsPerSecond * SAVED_SECONDS, level + (now - filledAt) * unitsPerSecond / NANOS);
        filledAt = now;
        return level > 0;
    }

    private ObjectNode throttling() {
        ObjectNode answer = json.createObjectNode();
        answer.put("__type", "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
        answer.put("message", "The level of configured provisioned throughput for the table was exceeded");
        answer.putArray("ThrottlingReasons")
                .addObject()
                .put("reason", "TableWriteProvisionedThroughputExceeded")
                .put("resource", "arn:aws:dynamodb:eu-central-1:000000000000:table/track");
        return answer;
    }

    private ObjectNode success(ArrayNode left, double used) {
        ObjectNode answer = json.createObjectNode();
        ObjectNode unprocessed = answer.putObject("UnprocessedItems");
        if (!left.isEmpty()) {
            unprocessed.set(Track.TABLE, left);
        }
        charge(answer.putArray("ConsumedCapacity").addObject(), used);
        return answer;
    }

    private ObjectNode success(double used) {
        ObjectNode answer = json.createObjectNode();
        charge(answer.putObject("ConsumedCapacity"), used);
        return answer;
    }

    private static void charge(ObjectNode charge, double used) {
        charge.put("TableName", Track.TABLE).put("CapacityUnits", used);
    }

    synchronized int stored() {
        return stored.size();
    }

    /** Returns what the job was served. */
    ServedUnits served() {
        return served;
    }

    /** Returns the most that the rate's bound allows in a second: the rate, what is on its way, and one batch. */
    synchronized double mostAllowed(double rate) {
        return rate + mostOnTheWay + largest;
    }

    synchronized double throttledShare() {
        return (double) throttled / requests;
    }

    synchronized long sentItems() {
        return sentItems;
    }

    synchronized long requests() {
        return requests;
    }

    /** Returns the share of its writes that the application beside the job was refused. */
    synchronized double refusedShare() {
        return (double) neighbour.refused / neighbour.writes;
    }

    /** Writes an item of one unit at even intervals, and does not try again what is refused. */
    private final class Neighbour {

        private final long interval;

        private long next;

        private long writes;

        private long refused;

        private Neighbour(long interval) {
            this.interval = interval;
        }

        /** Catches up: between two requests of the job nothing else changes the level. */
        private void writeUntil(long now) {
            for (; next - now <= 0; next += interval) {
                writes++;
                if (has(next)) {
                    level--;
                } else {
                    refused++;
                }
            }
        }
    }
}
