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
package io.armature.repository;

import io.armature.mapping.Entity;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.WrittenItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes to one entity's table; errors come out translated. Safe for use by concurrent threads. */
final class TableWrites<T> {

    /** Writes in one BatchWriteItem, DynamoDB's limit. */
    private static final int BATCH_SIZE = 25;

    private final Entity<T> entity;
    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final ItemExtensions extensions;
    private final TableCalls calls;
    private final BatchPacing pacing;

    private final SentItems sent;

    TableWrites(
            Entity<T> entity,
            DynamoDbClient client,
            DynamoDbEnhancedClient enhanced,
            ItemExtensions extensions,
            TableCalls calls,
            BatchPacing pacing) {
        this.entity = entity;
        this.client = client;
        this.enhanced = enhanced;
        this.extensions = extensions;
        this.calls = calls;
        this.pacing = pacing;
        this.sent = new SentItems(entity.tableName());
    }

    /** Writes an entity whole and returns it as it was written. */
    T save(T item) {
        return entity.hasCounters() ? update(item) : put(item);
    }

    private T put(T item) {
        WrittenItem<T> written = new WrittenItem<>(entity);
        DynamoDbTable<T> table = enhanced.table(entity.tableName(), written);
        PutItemEnhancedRequest<T> request = PutItemEnhancedRequest.builder(entity.type())
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        calls.call("PutItem", () -> table.putItemWithResponse(request));
        return toEntity(written);
    }

    private T update(T item) {
        DynamoDbTable<T> table = enhanced.table(entity.tableName(), entity.schema());
        UpdateItemEnhancedRequest<T> request = UpdateItemEnhancedRequest.builder(entity.type())
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return calls.call("UpdateItem", () -> table.updateItem(request));
    }

    private T toEntity(WrittenItem<T> written) {
        return entity.schema().mapToItem(extensions.afterWrite(entity, written.item()));
    }

    /** Writes entities that have neither version nor counters in batches, and returns them as they were written. */
    List<T> saveAll(Collection<T> items) {
        List<T> saved = new ArrayList<>();
        Map<Map<String, AttributeValue>, T> batch = new LinkedHashMap<>();
        for (T item : items) {
            if (!entity.hasKey(item)) {
                // An extension makes its key, so nothing can be said yet about what it has in common with the others.
                flush(batch, saved);
                saved.add(save(item));
                continue;
            }
            Map<String, AttributeValue> key = entity.keyOf(item);
            // A batch may name a key once; a later write of the same key must come after the earlier one.
            if (batch.size() == BATCH_SIZE || batch.containsKey(key)) {
                flush(batch, saved);
            }
            batch.put(key, item);
        }
        flush(batch, saved);
        return saved;
    }

    private void flush(Map<Map<String, AttributeValue>, T> batch, List<T> saved) {
        if (!batch.isEmpty()) {
            saved.addAll(saveBatch(batch));
            batch.clear();
        }
    }

    private Collection<T> saveBatch(Map<Map<String, AttributeValue>, T> batch) {
        Map<Map<String, AttributeValue>, T> saved = new LinkedHashMap<>(batch);
        Map<Map<String, AttributeValue>, T> left = new LinkedHashMap<>(batch);
        for (int repetition = 1; !left.isEmpty(); repetition++) {
            Map<Map<String, AttributeValue>, WrittenItem<T>> writes = new LinkedHashMap<>();
            List<WriteBatch> requests = new ArrayList<>();
            left.forEach((key, item) -> {
                WrittenItem<T> written = new WrittenItem<>(entity);
                writes.put(key, written);
                requests.add(WriteBatch.builder(entity.type())
                        .mappedTableResource(enhanced.table(entity.tableName(), written))
                        .addPutItem(item)
                        .build());
            });
            List<Map<String, AttributeValue>> unprocessed = calls
                    .call(
                            "BatchWriteItem",
                            () -> enhanced.batchWriteItem(BatchWriteItemEnhancedRequest.builder()
                                    .writeBatches(requests)
                                    .build()))
                    .unprocessedPutItemsForTable(sent)
                    .stream()
                    .map(EnhancedDocument::toMap)
                    .toList();
            writes.forEach((key, written) -> saved.put(key, toEntity(written)));
            left.keySet().retainAll(unprocessed.stream().map(entity::keyIn).toList());
            if (!left.isEmpty()) {
                pacing.pause(repetition, left.size(), calls.describe("BatchWriteItem"));
            }
        }
        return saved.values();
    }

    void delete(Map<String, AttributeValue> key, @Nullable Expression condition) {
        DeleteItemRequest.Builder request =
                DeleteItemRequest.builder().tableName(entity.tableName()).key(key);
        if (condition != null) {
            request.conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.expressionNames())
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (condition.expressionValues() != null) {
                request.expressionAttributeValues(condition.expressionValues());
            }
        }
        calls.call("DeleteItem", () -> client.deleteItem(request.build()));
    }

    void deleteAll(Collection<Map<String, AttributeValue>> keys) {
        List<WriteRequest> deletes = keys.stream()
                .distinct()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        for (int from = 0; from < deletes.size(); from += BATCH_SIZE) {
            writeBatch(deletes.subList(from, Math.min(from + BATCH_SIZE, deletes.size())));
        }
    }

    private void writeBatch(List<WriteRequest> batch) {
        List<WriteRequest> left = batch;
        for (int repetition = 1; !left.isEmpty(); repetition++) {
            Map<String, List<WriteRequest>> items = new HashMap<>(Map.of(entity.tableName(), left));
            left = calls.call(
                            "BatchWriteItem",
                            () -> client.batchWriteItem(BatchWriteItemRequest.builder()
                                    .requestItems(items)
                                    .build()))
                    .unprocessedItems()
                    .getOrDefault(entity.tableName(), List.of());
            if (!left.isEmpty()) {
                pacing.pause(repetition, left.size(), calls.describe("BatchWriteItem"));
            }
        }
    }
}
