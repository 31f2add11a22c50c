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
package io.armature.resilience.fallback;

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.resilience.fallback.FallbackLayer.Surroundings;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.resilience.fallback.MemoryDynamoDb.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A layer in front of a DynamoDB in memory, with a store behind a way that may be held, all in virtual time. */
final class FallbackFixture {

    /** Its items have versions. */
    static final String ORDERS = "orders";

    /** Its items have none. */
    static final String NOTES = "notes";

    final VirtualTime time = new VirtualTime();

    final FallbackStatistics statistics = new FallbackStatistics();

    final MemoryDynamoDb dynamoDb = new MemoryDynamoDb(time);

    final InProcessFallbackStore inner;

    final HeldStore store;

    final FallbackLayer layer;

    final DynamoDbClient client;

    FallbackFixture() {
        this(FallbackSettings.defaults());
    }

    FallbackFixture(FallbackSettings settings, CallLayer... others) {
        inner = new InProcessFallbackStore(settings, 1_000, 10_000_000, time::micros);
        store = new HeldStore(inner);
        store.open = true;
        layer = layer(store, settings, statistics, time);
        List<CallLayer> layers = new ArrayList<>(List.of(others));
        layers.add(layer);
        client = new ClientLayers(layers).wrap(dynamoDb);
    }

    static FallbackLayer layer(
            FallbackStore store, FallbackSettings settings, FallbackStatistics statistics, VirtualTime time) {
        AtomicLong tokens = new AtomicLong();
        return new FallbackLayer(
                store,
                settings,
                new FallbackTables(table -> !table.equals("apart"), catalogue(), statistics),
                statistics,
                new Surroundings(
                        time, time::nanos, (stage, nanos) -> time.pass(nanos), tokens::incrementAndGet, false));
    }

    static TableCatalogue catalogue() {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription(ORDERS, "order", "id", null, MemoryDynamoDb.VERSION, Set.of()));
        catalogue.register(new TableDescription(NOTES, "note", "id", null, null, Set.of()));
        catalogue.register(new TableDescription("apart", "apart", "id", null, null, Set.of()));
        return catalogue;
    }

    static Map<String, AttributeValue> item(String id, long version, String text) {
        return Map.of(
                "id",
                AttributeValue.fromS(id),
                MemoryDynamoDb.VERSION,
                AttributeValue.fromN(String.valueOf(version)),
                "text",
                AttributeValue.fromS(text));
    }

    static GetItemRequest get(String table, String id) {
        return GetItemRequest.builder()
                .tableName(table)
                .key(MemoryDynamoDb.key(id))
                .build();
    }

    static PutItemRequest put(String table, Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName(table).item(item).build();
    }

    /** Puts an item past the layer. */
    void has(String table, Map<String, AttributeValue> item) {
        dynamoDb.commit(table, item.get("id").s(), item);
    }

    /** Reads through the layer and stores what was found. */
    void read(String table, String id) {
        client.getItem(get(table, id));
        layer.drain();
    }

    void outage() {
        fail(Fault.ERROR);
    }

    void fail(@Nullable Fault fault) {
        dynamoDb.faults = () -> fault;
    }

    void recover() {
        fail(null);
    }

    /** Reads during an outage, and returns the text of the copy, or {@code null} if the read failed. */
    @Nullable
    String textInOutage(String table, String id) {
        outage();
        try {
            GetItemResponse response = client.getItem(get(table, id));
            return response.item().get("text").s();
        } catch (RuntimeException ex) {
            return null;
        } finally {
            recover();
        }
    }

    /** Does the same while a request is on its way, without being on the way itself. */
    @Nullable
    String textInOutageWithoutHooks(String table, String id) {
        Runnable hook = dynamoDb.onTheWay;
        dynamoDb.onTheWay = () -> {};
        try {
            return textInOutage(table, id);
        } finally {
            dynamoDb.onTheWay = hook;
        }
    }

    long count(Event event) {
        return statistics.count(event);
    }
}
