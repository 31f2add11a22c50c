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
import io.armature.mapping.EntityKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The methods that every repository has. */
final class SimpleDynamoDbRepository<T, ID> implements DynamoDbRepository<T, ID> {

    private final Entity<T> entity;
    private final EntityKeys<ID> keys;
    private final TableReads<T> reads;
    private final TableWrites<T> writes;
    private final CrudPolicy policy;
    private final StalePolicy stale;
    private final VersionedMethods<T> versioned;

    SimpleDynamoDbRepository(
            Entity<T> entity,
            EntityKeys<ID> keys,
            TableReads<T> reads,
            TableWrites<T> writes,
            CrudPolicy policy,
            StalePolicy stale,
            VersionedMethods<T> versioned) {
        this.entity = entity;
        this.keys = keys;
        this.reads = reads;
        this.writes = writes;
        this.policy = policy;
        this.stale = stale;
        this.versioned = versioned;
    }

    /** Returns what a transaction needs to know of this repository. */
    TransactionTable<T, ID> inTransaction() {
        return new TransactionTable<>(entity, keys, versioned.counter());
    }

    @Override
    public T update(ID id, UnaryOperator<T> change) {
        return versioned.update(key(id), change);
    }

    @Override
    public Optional<T> updateIfPresent(ID id, UnaryOperator<T> change) {
        return versioned.updateIfPresent(key(id), change);
    }

    @Override
    public T updateOrCreate(ID id, Supplier<T> initial, UnaryOperator<T> change) {
        return versioned.updateOrCreate(key(id), initial, change);
    }

    @Override
    public <S extends T> S save(S item) {
        Assert.notNull(item, "Entity must not be null");
        return sameType(versioned.save(item, writes));
    }

    @Override
    public <S extends T> List<S> saveAll(Iterable<S> items) {
        Assert.notNull(items, "Entities must not be null");
        if (entity.versionAttribute() != null || entity.hasCounters()) {
            // Neither a condition nor an increment fits into a batch.
            return stream(items).map(this::save).toList();
        }
        return writes.saveAll(items).stream()
                .map(SimpleDynamoDbRepository::<T, S>sameType)
                .toList();
    }

    @Override
    public Optional<T> findById(ID id) {
        return Optional.ofNullable(reads.get(key(id), policy.consistent("findById"), stale));
    }

    @Override
    public ReadResult<T> read(ID id) {
        return reads.read(key(id));
    }

    @Override
    public Map<ID, ReadResult<T>> readAll(Iterable<ID> ids) {
        Assert.notNull(ids, "Ids must not be null");
        Map<ID, Map<String, AttributeValue>> keysById = new LinkedHashMap<>();
        ids.forEach(id -> keysById.put(id, key(id)));
        Map<Map<String, AttributeValue>, ReadResult<T>> byKey = reads.readAll(keysById.values());
        Map<ID, ReadResult<T>> found = new LinkedHashMap<>();
        keysById.forEach((id, key) -> {
            ReadResult<T> result = byKey.get(key);
            if (result != null) {
                found.put(id, result);
            }
        });
        return found;
    }

    @Override
    public boolean existsById(ID id) {
        return reads.exists(key(id), policy.consistent("existsById"));
    }

    @Override
    public List<T> findAllById(Iterable<ID> ids) {
        Assert.notNull(ids, "Ids must not be null");
        return reads.getAll(keys(ids), policy.consistent("findAllById"), stale);
    }

    @Override
    public List<T> findAll() {
        policy.requireScan("findAll", entity.tableName());
        return new ItemPages(reads, ItemScans.all(policy.consistent("findAll")))
                .items()
                .map(reads::toEntity)
                .toList();
    }

    @Override
    public long count() {
        policy.requireScan("count", entity.tableName());
        return new ItemPages(reads, ItemScans.count(policy.consistent("count"))).count();
    }

    @Override
    public void deleteById(ID id) {
        writes.delete(key(id), null);
    }

    @Override
    public void deleteAllById(Iterable<? extends ID> ids) {
        Assert.notNull(ids, "Ids must not be null");
        writes.deleteAll(keys(ids).stream());
    }

    @Override
    public void delete(T item) {
        Assert.notNull(item, "Entity must not be null");
        versioned.delete(item, VersionConditions.of(entity, item), writes);
    }

    @Override
    public void deleteAll(Iterable<? extends T> items) {
        Assert.notNull(items, "Entities must not be null");
        if (entity.versionAttribute() != null) {
            items.forEach(this::delete);
        } else {
            writes.deleteAll(stream(items).map(entity::keyOf));
        }
    }

    @Override
    public void deleteAll() {
        policy.requireScan("deleteAll", entity.tableName());
        writes.deleteAll(new ItemPages(reads, ItemScans.keys(entity)).items());
    }

    private Map<String, AttributeValue> key(ID id) {
        Assert.notNull(id, "Id must not be null");
        return keys.toKey(id);
    }

    private List<Map<String, AttributeValue>> keys(Iterable<? extends ID> ids) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        ids.forEach(id -> found.add(key(id)));
        return found;
    }

    private static <E> Stream<E> stream(Iterable<E> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    /** What was written is of the class that the schema maps, which is that of the repository's entity. */
    @SuppressWarnings("unchecked")
    private static <T, S extends T> S sameType(T written) {
        return (S) written;
    }
}
