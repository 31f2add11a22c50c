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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.Repository;
import org.springframework.util.Assert;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one transaction does, one operation for each item, at most 100. Nothing is sent before all of them are known; see
 * {@link DynamoDbTransactions}. Not safe for use by concurrent threads.
 */
public final class DynamoDbTransaction {

    private static final int MAX_OPERATIONS = 100;

    private final List<TransactionStep<?>> steps = new ArrayList<>();

    private final Map<ItemKey, Integer> positions = new HashMap<>();

    DynamoDbTransaction() {}

    /**
     * Saves an entity as the repository's {@code save} does: whole, and if it has a version, only if nobody else wrote the item
     * since it was read, or created it if the entity is new.
     *
     * @param <T> type of the entity
     * @param repository repository of the entity
     * @param entity the entity, which is not changed
     * @return this
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <T> DynamoDbTransaction save(Repository<T, ?> repository, T entity) {
        Assert.notNull(entity, "Entity must not be null");
        return add(new SaveStep<>(TransactionTable.of(repository), entity));
    }

    /**
     * Changes an item as {@link DynamoDbRepository#update} does: it is read consistently before the transaction, the change is
     * applied, and what differs is written on the condition that nobody else wrote the item since. If somebody else did, the
     * change is applied again to what he left. An item that the change leaves as it is must still be so when the others are
     * written.
     *
     * @param <T> type of the entity, which needs a {@code @DynamoDbVersionAttribute}
     * @param <ID> type of its id
     * @param repository repository of the entity
     * @param id the item's id
     * @param change the change, which may be called several times and must have no side effects
     * @return this
     * @throws io.armature.client.MisconfigurationException if the entity has no version
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <T, ID> DynamoDbTransaction update(Repository<T, ID> repository, ID id, UnaryOperator<T> change) {
        return update("update", TransactionTable.of(repository), id, null, change);
    }

    /**
     * Changes an item as {@link #update} does, or creates it.
     *
     * @param <T> type of the entity, which needs a {@code @DynamoDbVersionAttribute}
     * @param <ID> type of its id
     * @param repository repository of the entity
     * @param id the item's id
     * @param initial makes an entity with this id to apply the change to where there is no item; without side effects
     * @param change the change, which may be called several times and must have no side effects
     * @return this
     * @throws io.armature.client.MisconfigurationException if the entity has no version
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <T, ID> DynamoDbTransaction updateOrCreate(
            Repository<T, ID> repository, ID id, Supplier<T> initial, UnaryOperator<T> change) {
        Assert.notNull(initial, "Initial must not be null");
        return update("updateOrCreate", TransactionTable.of(repository), id, initial, change);
    }

    private <T, ID> DynamoDbTransaction update(
            String method,
            TransactionTable<T, ID> table,
            ID id,
            @Nullable Supplier<T> initial,
            UnaryOperator<T> change) {
        Assert.notNull(change, "Change must not be null");
        String version = table.entity().versionAttribute();
        if (version == null) {
            throw VersionedMethods.unversioned(method, table.entity());
        }
        return add(new UpdateStep<>(
                table, initial, new EntityChange<>(table.entity(), version, method, key(table, id), change)));
    }

    /**
     * Deletes an entity; one with a version only if nobody else wrote the item since it was read.
     *
     * @param <T> type of the entity
     * @param repository repository of the entity
     * @param entity the entity
     * @return this
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <T> DynamoDbTransaction delete(Repository<T, ?> repository, T entity) {
        Assert.notNull(entity, "Entity must not be null");
        return delete(TransactionTable.of(repository), entity);
    }

    private <T> DynamoDbTransaction delete(TransactionTable<T, ?> table, T item) {
        Entity<T> entity = table.entity();
        return add(new DeleteStep<>(table, "delete", entity.keyOf(item), VersionConditions.of(entity, item)));
    }

    /**
     * Deletes an item, whatever is in it, if there is one.
     *
     * @param <ID> type of the id
     * @param repository repository of the entity
     * @param id the item's id
     * @return this
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <ID> DynamoDbTransaction deleteById(Repository<?, ID> repository, ID id) {
        return deleteById(TransactionTable.of(repository), id);
    }

    private <T, ID> DynamoDbTransaction deleteById(TransactionTable<T, ID> table, ID id) {
        return add(new DeleteStep<>(table, "deleteById", key(table, id), null));
    }

    /**
     * Lets the transaction take place only if nobody else wrote or deleted an item since it was read. The item is not written.
     *
     * @param <T> type of the entity, which needs a {@code @DynamoDbVersionAttribute}
     * @param repository repository of the entity
     * @param entity the entity as it was read
     * @return this
     * @throws io.armature.client.MisconfigurationException if the entity has no version
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <T> DynamoDbTransaction check(Repository<T, ?> repository, T entity) {
        Assert.notNull(entity, "Entity must not be null");
        return check(TransactionTable.of(repository), entity);
    }

    private <T> DynamoDbTransaction check(TransactionTable<T, ?> table, T item) {
        Entity<T> entity = table.entity();
        Expression unchanged = VersionConditions.unchanged(entity, item);
        if (unchanged == null) {
            throw VersionedMethods.unversioned("check", entity);
        }
        return add(new CheckStep<>(table, entity.keyOf(item), unchanged));
    }

    /**
     * Lets the transaction take place only if an item fulfils a condition. The item is not written.
     *
     * @param <ID> type of the id
     * @param repository repository of the entity
     * @param id the item's id
     * @param condition condition in terms of the stored attributes, such as {@code attribute_exists(#id)}. Encrypted attributes
     *     may only be asked for whether they exist
     * @return this
     * @throws IllegalArgumentException if the item has an operation already, or there are 100
     */
    public <ID> DynamoDbTransaction check(Repository<?, ID> repository, ID id, Expression condition) {
        Assert.notNull(condition, "Condition must not be null");
        return check(TransactionTable.of(repository), id, condition);
    }

    private <T, ID> DynamoDbTransaction check(TransactionTable<T, ID> table, ID id, Expression condition) {
        return add(new CheckStep<>(table, key(table, id), condition));
    }

    private static <ID> Map<String, AttributeValue> key(TransactionTable<?, ID> table, ID id) {
        Assert.notNull(id, "Id must not be null");
        return table.keys().toKey(id);
    }

    private DynamoDbTransaction add(TransactionStep<?> step) {
        if (steps.size() == MAX_OPERATIONS) {
            throw new IllegalArgumentException("A transaction of DynamoDB has at most " + MAX_OPERATIONS
                    + " operations. Split it where a part may take place without the rest.");
        }
        Integer other = step.key().isEmpty() ? null : positions.putIfAbsent(step.item(), steps.size());
        if (other != null) {
            throw new IllegalArgumentException("Operations " + other + " (" + steps.get(other) + ") and " + steps.size()
                    + " (" + step + ") of a transaction, counted from 0, concern the same item, which DynamoDB refuses."
                    + " Make one of them.");
        }
        steps.add(step);
        return this;
    }

    List<TransactionStep<?>> steps() {
        return steps;
    }
}
