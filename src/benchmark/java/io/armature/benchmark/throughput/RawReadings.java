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
package io.armature.benchmark.throughput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The SDK's client, with the mapping written by hand. */
final class RawReadings implements Readings {

    private final DynamoDbClient client;

    RawReadings(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public String title() {
        return "SDK client";
    }

    @Override
    public Reading get(Reading.Id id) {
        return get(id, false);
    }

    private Reading get(Reading.Id id, boolean consistent) {
        return reading(client.getItem(
                        request -> request.tableName(Reading.TABLE).key(key(id)).consistentRead(consistent))
                .item());
    }

    @Override
    public void put(Reading reading) {
        client.putItem(request -> request.tableName(Reading.TABLE)
                .item(item(reading))
                .conditionExpression("attribute_not_exists(sensor)"));
    }

    @Override
    public void update(Reading.Id id, long value) {
        long version = version(get(id, true));
        client.updateItem(request -> request.tableName(Reading.TABLE)
                .key(key(id))
                .updateExpression("SET #value = :value, version = :next")
                .conditionExpression("version = :version")
                .expressionAttributeNames(Map.of("#value", "value"))
                .expressionAttributeValues(
                        Map.of(":value", number(value), ":next", number(version + 1), ":version", number(version))));
    }

    private static long version(Reading reading) {
        Long version = reading.getVersion();
        return version == null ? 0 : version;
    }

    @Override
    public List<Reading> page(String sensor) {
        return client
                .query(request -> request.tableName(Reading.TABLE)
                        .keyConditionExpression("sensor = :sensor")
                        .expressionAttributeValues(Map.of(":sensor", AttributeValue.fromS(sensor)))
                        .limit(PAGE))
                .items()
                .stream()
                .map(RawReadings::reading)
                .toList();
    }

    @Override
    public List<Reading> batch(List<Reading.Id> ids) {
        List<Map<String, AttributeValue>> keys =
                ids.stream().map(RawReadings::key).toList();
        return client
                .batchGetItem(request -> request.requestItems(Map.of(
                        Reading.TABLE, KeysAndAttributes.builder().keys(keys).build())))
                .responses()
                .get(Reading.TABLE)
                .stream()
                .map(RawReadings::reading)
                .toList();
    }

    private static Map<String, AttributeValue> key(Reading.Id id) {
        return Map.of("sensor", AttributeValue.fromS(id.sensor()), "takenAt", number(id.takenAt()));
    }

    private static Map<String, AttributeValue> item(Reading reading) {
        Map<String, AttributeValue> item = new HashMap<>(key(reading.id()));
        item.put("value", number(reading.getValue()));
        item.put("unit", AttributeValue.fromS(reading.getUnit()));
        item.put("note", AttributeValue.fromS(reading.getNote()));
        item.put("version", number(version(reading) + 1));
        return item;
    }

    private static Reading reading(Map<String, AttributeValue> item) {
        Reading reading = new Reading();
        reading.setSensor(item.get("sensor").s());
        reading.setTakenAt(Long.parseLong(item.get("takenAt").n()));
        reading.setValue(Long.parseLong(item.get("value").n()));
        reading.setUnit(item.get("unit").s());
        reading.setNote(item.get("note").s());
        reading.setVersion(Long.valueOf(item.get("version").n()));
        return reading;
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
