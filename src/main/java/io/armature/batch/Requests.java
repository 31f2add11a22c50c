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

import io.armature.encryption.ReservedNames;
import io.armature.mapping.KeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Turns shipments into requests to DynamoDB and its answers into theirs. Safe for use by concurrent threads. */
final class Requests {

    private final DynamoDbClient client;

    Requests(DynamoDbClient client) {
        this.client = client;
    }

    /** Sends a shipment and waits for its answer; whatever the client throws becomes part of it. */
    Answer send(Shipment shipment) {
        try {
            Work first = shipment.works().get(0);
            if (first.item().operation() instanceof Operation.Get get) {
                return shipment.alone() ? get(shipment, first, get) : getBatch(shipment, get);
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
    private static Set<Work> find(Shipment shipment, List<Map<String, AttributeValue>> returned) {
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

    private Answer get(Shipment shipment, Work work, Operation.Get get) {
        GetItemResponse response = client.getItem(GetItemRequest.builder()
                .tableName(shipment.table())
                .key(work.item().key())
                .consistentRead(get.consistent())
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
        return new Answer(
                shipment,
                Set.of(),
                response.hasItem() ? Map.of(work.item().key(), response.item()) : Map.of(),
                charge(response.consumedCapacity()),
                null);
    }

    private Answer getBatch(Shipment shipment, Operation.Get get) {
        List<Map<String, AttributeValue>> keys =
                shipment.works().stream().map(work -> work.item().key()).toList();
        BatchGetItemResponse response = client.batchGetItem(BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        shipment.table(),
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(get.consistent())
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
        Set<String> names = keys.get(0).keySet();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        response.responses().values().forEach(items -> items.forEach(item -> found.put(keyIn(item, names), item)));
        KeysAndAttributes left = response.unprocessedKeys().get(shipment.table());
        return new Answer(
                shipment,
                left == null ? Set.of() : find(shipment, left.keys()),
                found,
                charge(response.consumedCapacity()),
                null);
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
