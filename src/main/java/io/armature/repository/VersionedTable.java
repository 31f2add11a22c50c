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
import io.armature.mapping.WrittenAttributes;
import io.armature.resilience.FailureClassification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table of an entity with a version, attribute by attribute; errors come out translated. Items that are passed in and out
 * are as DynamoDB stores them, unless said otherwise. Safe for use by concurrent threads.
 */
final class VersionedTable<T> {

    private final Entity<T> entity;
    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final ItemExtensions extensions;
    private final TableCalls calls;

    VersionedTable(
            Entity<T> entity,
            DynamoDbClient client,
            DynamoDbEnhancedClient enhanced,
            ItemExtensions extensions,
            TableCalls calls) {
        this.entity = entity;
        this.client = client;
        this.enhanced = enhanced;
        this.extensions = extensions;
        this.calls = calls;
    }

    /** Reads the item as it is now, empty if there is none. */
    Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        GetItemResponse response = calls.call(
                "GetItem",
                () -> client.getItem(GetItemRequest.builder()
                        .tableName(entity.tableName())
                        .key(key)
                        .consistentRead(true)
                        .build()));
        return response.hasItem() ? response.item() : Map.of();
    }

    /**
     * Returns the item that a write met whose outcome is not certain.
     *
     * @param failure what the write threw; it is thrown if the item cannot be read
     * @param key the item's key
     * @return the item that came with a failed condition, or else the one that is there now, empty if there is none
     */
    Map<String, AttributeValue> present(DataAccessException failure, Map<String, AttributeValue> key) {
        if (failure instanceof ConditionFailedException failed) {
            return failed.item();
        }
        try {
            return read(key);
        } catch (RuntimeException ex) {
            failure.addSuppressed(ex);
            throw failure;
        }
    }

    /** Tells whether a write may have taken place although it failed. */
    static boolean mayHaveBeenApplied(DataAccessException failure) {
        Throwable cause = failure.getCause();
        return cause != null && FailureClassification.of(cause).mayHaveBeenApplied();
    }

    /** Returns an item as the extensions show it to the entity's schema. */
    Map<String, AttributeValue> readable(Map<String, AttributeValue> stored) {
        return calls.call("Decryption", () -> extensions.afterRead(entity, stored));
    }

    T toEntity(Map<String, AttributeValue> stored) {
        return entity.schema().mapToItem(readable(stored));
    }

    /**
     * Puts an item on the condition of the version in it.
     *
     * @param item all attributes, not encrypted
     * @param schema the schema of this write
     * @param mustBeNew whether there may be no item with this key, also none without a version
     * @return the entity as it was written
     */
    T put(Map<String, AttributeValue> item, WrittenAttributes schema, boolean mustBeNew) {
        DynamoDbTable<Map<String, AttributeValue>> table = enhanced.table(entity.tableName(), schema);
        calls.call("PutItem", () -> {
            table.putItem(request -> request.item(item)
                    .conditionExpression(mustBeNew ? onKey("attribute_not_exists") : null)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return item;
        });
        return entity.schema()
                .mapToItem(extensions.afterWrite(entity, schema.remembered().orElse(item)));
    }

    /**
     * Updates attributes of an item on the condition of the version among them.
     *
     * @param attributes the key, the version and what is to be written, not encrypted, NULL to remove
     * @param schema the schema of this write
     * @param before the item before, not encrypted, if it must exist
     * @return the entity as it was written
     */
    T update(
            Map<String, AttributeValue> attributes,
            WrittenAttributes schema,
            @Nullable Map<String, AttributeValue> before) {
        DynamoDbTable<Map<String, AttributeValue>> table = enhanced.table(entity.tableName(), schema);
        Map<String, AttributeValue> after = calls.call(
                "UpdateItem",
                () -> table.updateItem(request -> request.item(attributes)
                        .conditionExpression(before == null ? null : onKey("attribute_exists"))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        return entity.schema().mapToItem(after != null ? after : merged(before, schema, attributes));
    }

    /** What a transaction wrote, when others wrote over it before it could be read: counters are as they were before. */
    private Map<String, AttributeValue> merged(
            @Nullable Map<String, AttributeValue> before,
            WrittenAttributes schema,
            Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> merged = new HashMap<>(before == null ? Map.of() : before);
        merged.putAll(schema.remembered().orElse(attributes));
        merged.values().removeIf(value -> Boolean.TRUE.equals(value.nul()));
        return extensions.afterWrite(entity, merged);
    }

    private Expression onKey(String function) {
        return Expression.builder()
                .expression(function + "(#armature_key)")
                .putExpressionName("#armature_key", entity.partitionKey())
                .build();
    }

    String describe(String operation) {
        return calls.describe(operation);
    }

    /** Returns the error that says that somebody else came first, although the failure left that open. */
    ConditionFailedException lost(String operation, DataAccessException failure, Map<String, AttributeValue> present) {
        return new ConditionFailedException(
                describe(operation)
                        + " was refused: somebody else changed the item since it was read. The write did not take place,"
                        + " as the present item shows. Read it again and repeat the change.",
                failure,
                List.of(new ConditionFailedException.Conflict(0, present)),
                false);
    }

    /** Returns the error that says that nobody can tell. */
    WriteOutcomeUnknownException unknown(
            String operation, DataAccessException failure, Map<String, AttributeValue> present) {
        return new WriteOutcomeUnknownException(
                describe(operation) + " had no answer in time, and the item was "
                        + (present.isEmpty() ? "removed" : "written by others")
                        + " since, so that nobody can tell whether the write took place. Look at the present item before"
                        + " you repeat the change. Set armature.update.ambiguity to transaction for tables where this must"
                        + " not happen: it costs twice the write units.",
                failure,
                present);
    }
}
