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

import io.armature.mapping.Entity;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.WrittenAttributes;
import io.armature.mapping.WrittenItem;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Turns entities into what a job sends: mapped, versioned and encrypted. Confined to one thread. */
final class EntityMapping {

    private final CapturingClient client = new CapturingClient();

    private final DynamoDbEnhancedClient enhanced;

    private final @Nullable VersionPolicy versions;

    private final Supplier<AttributeValue> writeIds;

    /** Maps entities that have no version. */
    EntityMapping(ItemExtensions extensions) {
        this(extensions, null, () -> {
            throw new IllegalStateException("An entity without a version needs no write id");
        });
    }

    EntityMapping(ItemExtensions extensions, @Nullable VersionPolicy versions, Supplier<AttributeValue> writeIds) {
        this.enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(extensions.toList())
                .build();
        this.versions = versions;
        this.writeIds = writeIds;
    }

    /**
     * Returns the operation that stores an entity.
     *
     * @throws IllegalArgumentException if the entity can't be stored like this, in words that say what to do
     */
    <T> Operation toOperation(Entity<T> entity, T item) {
        return toOperation(entity, item, new WrittenItem<>(entity));
    }

    /**
     * Returns the operation that stores an entity.
     *
     * @param memory remembers the item before encryption if the entity has no version
     * @throws IllegalArgumentException if the entity can't be stored like this, in words that say what to do
     */
    <T> Operation toOperation(Entity<T> entity, T item, WrittenItem<T> memory) {
        requireNoCounters(entity);
        if (entity.versionAttribute() == null) {
            enhanced.table(entity.tableName(), memory).putItem(item);
            PutItemRequest request = client.captured();
            return request.conditionExpression() == null
                    ? new Operation.Put(request.item())
                    : new Operation.ConditionalPut(request);
        }
        if (versions == null) {
            throw new IllegalArgumentException(
                    entity + " has a version, so that the job must say how it is written: choose"
                            + " VersionPolicy.UNCONDITIONAL or CONDITIONAL in its options.");
        }
        if (versions == VersionPolicy.UNCONDITIONAL && entity.isNew(item)) {
            throw new IllegalArgumentException(
                    entity + " has no version to count on from, which an unconditional write needs."
                            + " Give it the version that was read, or write it with VersionPolicy.CONDITIONAL.");
        }
        return versioned(entity, item, versions);
    }

    /** Returns the operation that stores an entity if there is no item with its key, as the first of its versions. */
    <T> Operation toOperationIfAbsent(Entity<T> entity, T item) {
        requireNoCounters(entity);
        if (entity.versionAttribute() != null && !entity.isNew(item)) {
            throw new IllegalArgumentException(entity
                    + " has a version, so that it was stored before. Take the version away to store it if it"
                    + " is absent.");
        }
        enhanced.table(entity.tableName(), new WrittenAttributes(entity, writeIds.get()))
                .putItem(entity.schema().itemToMap(item, true));
        return Operation.putIfAbsent(
                entity.tableName(), entity.keys(), client.captured().item());
    }

    private static void requireNoCounters(Entity<?> entity) {
        if (entity.hasCounters()) {
            throw new IllegalArgumentException(
                    entity + " has atomic counters, which a put would reset. Save it by its repository.");
        }
    }

    private <T> Operation versioned(Entity<T> entity, T item, VersionPolicy policy) {
        enhanced.table(entity.tableName(), new WrittenAttributes(entity, writeIds.get()))
                .putItem(entity.schema().itemToMap(item, true));
        PutItemRequest request = client.captured();
        if (policy == VersionPolicy.CONDITIONAL) {
            return new Operation.ConditionalPut(request);
        }
        Collection<String> tested = request.expressionAttributeNames().values();
        if (!Set.of(String.valueOf(entity.versionAttribute())).containsAll(tested)) {
            throw new IllegalArgumentException("An extension puts a condition of its own on " + entity
                    + ", which an unconditional write would lose. Write it with VersionPolicy.CONDITIONAL.");
        }
        return new Operation.Put(request.item());
    }
}
