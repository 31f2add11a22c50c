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

import io.armature.batch.InlineBatches;
import io.armature.mapping.Entity;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.WrittenItem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Writes to one entity's table; errors come out translated. Safe for use by concurrent threads. */
final class TableWrites<T> {

    private final Entity<T> entity;
    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final ItemExtensions extensions;
    private final TableCalls calls;
    private final InlineBatches batches;

    TableWrites(
            Entity<T> entity,
            DynamoDbClient client,
            DynamoDbEnhancedClient enhanced,
            ItemExtensions extensions,
            TableCalls calls,
            InlineBatches batches) {
        this.entity = entity;
        this.client = client;
        this.enhanced = enhanced;
        this.extensions = extensions;
        this.calls = calls;
        this.batches = batches;
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
    List<T> saveAll(Iterable<? extends T> items) {
        return calls.batch("BatchWriteItem", () -> batches.put(entity, items.iterator()));
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

    void deleteAll(Stream<Map<String, AttributeValue>> keys) {
        calls.batch("BatchWriteItem", () -> {
            batches.delete(entity, keys.iterator());
            return entity;
        });
    }
}
