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
import io.armature.encryption.ReservedNames;
import io.armature.mapping.KeyValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Turns shipments into requests to DynamoDB and its answers into theirs. Safe for use by concurrent threads. */
final class Requests {

    /**
     * Bytes of items from which on a batch was left because it was full, not because of capacity: 16 MB less the largest item, and as
     * much again for what DynamoDB counts otherwise.
     */
    private static final long FULL = 15 * 1_024 * 1_024;

    private final DynamoDbClient client;

    private final Function<BatchGetItemRequest, BatchGetItemResponse> reads;

    Requests(DynamoDbClient client) {
        this(client, client::batchGetItem);
    }

    /**
     * Creates the requests.
     *
     * @param client sends writes
     * @param reads sends reads, and may do more with their answers
     */
    Requests(DynamoDbClient client, Function<BatchGetItemRequest, BatchGetItemResponse> reads) {
        this.client = client;
        this.reads = reads;
    }

    /** Sends a shipment and waits for its answer; whatever the client throws becomes part of it. */
    Answer send(Shipment shipment) {
        try {
            Work first = shipment.works().get(0);
            if (first.item().operation() instanceof Operation.Get get) {
                return get(shipment, get);
            }
            return shipment.alone() ? write(shipment, first.item()) : writeBatch(shipment);
        } catch (RuntimeException ex) {
            return Answer.failed(shipment, null, ex);
        }
    }

    private Answer writeBatch(Shipment shipment) {
        List<WriteRequest> writes = new ArrayList<>(shipment.works().size());
        for (Work work : shipment.works()) {
            writes.add(writeRequest(work.item()));
        }
        BatchWriteItemResponse response = client.batchWriteItem(BatchWriteItemRequest.builder()
                .requestItems(Map.of(shipment.table(), writes))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
        List<WriteRequest> left = response.hasUnprocessedItems()
                ? response.unprocessedItems().getOrDefault(shipment.table(), List.of())
                : List.of();
        Set<Work> unprocessed = left.isEmpty()
                ? Set.of()
                : find(shipment, left.stream().map(Requests::attributes).toList());
        return Answer.done(shipment, unprocessed, charge(response.consumedCapacity()));
    }

    private static WriteRequest writeRequest(WorkItem item) {
        if (item.operation() instanceof Operation.Put put) {
            return WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(put.item()).build())
                    .build();
        }
        return WriteRequest.builder()
                .deleteRequest(DeleteRequest.builder().key(item.key()).build())
                .build();
    }

    private static Map<String, AttributeValue> attributes(WriteRequest request) {
        return request.putRequest() != null
                ? request.putRequest().item()
                : request.deleteRequest().key();
    }

    /** Finds what DynamoDB returned among what was sent, by the keys, of which a batch has each once. */
    private static Set<Work> find(Shipment shipment, Collection<Map<String, AttributeValue>> returned) {
        Map<Map<String, AttributeValue>, Work> byKey = new HashMap<>();
        shipment.works().forEach(work -> byKey.put(work.item().key(), work));
        Set<String> names = shipment.works().get(0).item().key().keySet();
        Set<Work> found = new HashSet<>();
        for (Map<String, AttributeValue> attributes : returned) {
            Work work = byKey.get(keyIn(attributes, names));
            if (work == null) {
                throw new IllegalStateException("DynamoDB left an item of table '" + shipment.table()
                        + "' unprocessed that was not in the request");
            }
            found.add(work);
        }
        return found;
    }

    private static Map<String, AttributeValue> keyIn(Map<String, AttributeValue> attributes, Set<String> names) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String name : names) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                key.put(name, KeyValues.canonical(value));
            }
        }
        return key;
    }

    private Answer write(Shipment shipment, WorkItem item) {
        Operation operation = item.operation();
        if (operation instanceof Operation.Delete) {
            return Answer.done(
                    shipment,
                    Set.of(),
                    charge(client.deleteItem(DeleteItemRequest.builder()
                                    .tableName(item.table())
                                    .key(item.key())
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                                    .build())
                            .consumedCapacity()));
        }
        if (operation instanceof Operation.ConditionalPut conditional) {
            return putIfExpected(shipment, conditional.request());
        }
        return Answer.done(
                shipment,
                Set.of(),
                charge(client.putItem(PutItemRequest.builder()
                                .tableName(item.table())
                                .item(Operation.itemOf(operation))
                                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                                .build())
                        .consumedCapacity()));
    }

    /** Puts an item on its condition; when an earlier attempt did that already and its answer was lost, the write id tells. */
    private Answer putIfExpected(Shipment shipment, PutItemRequest request) {
        try {
            return Answer.done(
                    shipment,
                    Set.of(),
                    charge(client.putItem(request.toBuilder()
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                    .build())
                            .consumedCapacity()));
        } catch (ConditionalCheckFailedException ex) {
            AttributeValue ours = request.item().get(ReservedNames.WRITE_ID);
            if (ours != null && ours.equals(ex.item().get(ReservedNames.WRITE_ID))) {
                return Answer.done(shipment, Set.of(), null);
            }
            throw ex;
        }
    }

    /** Reads by batches also what goes alone: DynamoDB throttles a batch of one with an error that tells the reason. */
    private Answer get(Shipment shipment, Operation.Get get) {
        Collection<Map<String, AttributeValue>> keys =
                shipment.works().stream().map(work -> work.item().key()).toList();
        Set<String> names = shipment.works().get(0).item().key().keySet();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        Charge charge = null;
        boolean full = true;
        while (full && !keys.isEmpty()) {
            BatchGetItemResponse response = reads.apply(request(shipment.table(), keys, get));
            List<Map<String, AttributeValue>> items =
                    response.responses().values().stream().flatMap(List::stream).toList();
            items.forEach(item -> found.put(keyIn(item, names), item));
            KeysAndAttributes left = response.unprocessedKeys().get(shipment.table());
            keys = left == null ? List.of() : left.keys();
            full = items.stream().mapToLong(ItemSizes::of).sum() > FULL;
            charge = sum(charge, charge(response.consumedCapacity()));
        }
        return new Answer(shipment, keys.isEmpty() ? Set.of() : find(shipment, keys), found, charge, null);
    }

    private static BatchGetItemRequest request(
            String table, Collection<Map<String, AttributeValue>> keys, Operation.Get get) {
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(get.consistent())
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
    }

    private static @Nullable Charge sum(@Nullable Charge one, @Nullable Charge other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Map<String, Double> byIndex = new HashMap<>(one.byIndex());
        other.byIndex().forEach((index, units) -> byIndex.merge(index, units, Double::sum));
        return new Charge(one.total() + other.total(), byIndex);
    }

    private static @Nullable Charge charge(List<ConsumedCapacity> capacities) {
        return capacities.isEmpty() ? null : charge(capacities.get(0));
    }

    private static @Nullable Charge charge(@Nullable ConsumedCapacity capacity) {
        if (capacity == null || capacity.capacityUnits() == null) {
            return null;
        }
        if (!capacity.hasGlobalSecondaryIndexes() && !capacity.hasLocalSecondaryIndexes()) {
            return new Charge(capacity.capacityUnits(), Map.of());
        }
        Map<String, Double> byIndex = new HashMap<>();
        add(capacity.globalSecondaryIndexes(), byIndex);
        add(capacity.localSecondaryIndexes(), byIndex);
        return new Charge(capacity.capacityUnits(), byIndex);
    }

    private static void add(Map<String, Capacity> capacities, Map<String, Double> byIndex) {
        capacities.forEach((index, capacity) -> byIndex.merge(index, capacity.capacityUnits(), Double::sum));
    }
}
