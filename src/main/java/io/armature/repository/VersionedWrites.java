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
import io.armature.mapping.WrittenAttributes;
import io.armature.repository.UpdateStatistics.Event;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Saves and deletes entities with a version. A stale one fails at once; a write whose answer was lost is looked for in the
 * item. Safe for use by concurrent threads.
 */
final class VersionedWrites<T> {

    private final Entity<T> entity;
    private final String version;
    private final VersionedTable<T> table;
    private final TableWrites<T> writes;
    private final Supplier<AttributeValue> writeIds;
    private final WriteCounter counter;

    VersionedWrites(
            Entity<T> entity,
            String version,
            VersionedTable<T> table,
            TableWrites<T> writes,
            Supplier<AttributeValue> writeIds,
            WriteCounter counter) {
        this.entity = entity;
        this.version = version;
        this.table = table;
        this.writes = writes;
        this.writeIds = writeIds;
        this.counter = counter;
    }

    T save(T item) {
        AttributeValue id = writeIds.get();
        WrittenAttributes schema = new WrittenAttributes(entity, id);
        counter.count("save", Event.ATTEMPT);
        T saved;
        try {
            saved = entity.hasCounters()
                    ? table.update(entity.schema().itemToMap(item, false), schema, null)
                    : table.put(entity.schema().itemToMap(item, true), schema, false);
        } catch (DataAccessException ex) {
            Map<String, AttributeValue> sent = schema.remembered().orElse(null);
            if (isCertain("save", ex) || sent == null) {
                throw ex;
            }
            WriteTrace.Write write =
                    new WriteTrace.Write(id, versionOf(item), WriteTrace.number(sent.get(version)), entity.isNew(item));
            saved = settle("save", entity.hasCounters() ? "UpdateItem" : "PutItem", ex, entity.keyIn(sent), write);
        }
        counter.count("save", Event.SUCCESS);
        return saved;
    }

    void delete(T item, Expression condition) {
        Map<String, AttributeValue> key = entity.keyOf(item);
        counter.count("delete", Event.ATTEMPT);
        try {
            writes.delete(key, condition);
        } catch (DataAccessException ex) {
            if (isCertain("delete", ex)) {
                throw ex;
            }
            String read = versionOf(item);
            String next = read == null ? null : String.valueOf(entity.versionAfter(Long.parseLong(read)));
            settle("delete", "DeleteItem", ex, key, new WriteTrace.Write(null, read, next, false));
        }
        counter.count("delete", Event.SUCCESS);
    }

    private @Nullable String versionOf(T item) {
        return WriteTrace.number(entity.schema().attributeValue(item, version));
    }

    private boolean isCertain(String method, DataAccessException failure) {
        boolean certain = !VersionedTable.mayHaveBeenApplied(failure);
        if (certain && failure instanceof ConditionFailedException) {
            counter.count(method, Event.CONFLICT);
        }
        return certain;
    }

    private T settle(
            String method,
            String operation,
            DataAccessException failure,
            Map<String, AttributeValue> key,
            WriteTrace.Write write) {
        Map<String, AttributeValue> present = counter.unknownIfThrown(method, () -> table.present(failure, key));
        switch (WriteTrace.of(present, version, write)) {
            case OURS -> {
                return table.toEntity(present);
            }
            case LOST -> {
                counter.count(method, Event.CONFLICT);
                throw table.lost(operation, failure, present);
            }
            case UNTOUCHED -> {
                counter.count(method, Event.UNKNOWN);
                throw failure;
            }
            default -> {
                counter.count(method, Event.UNKNOWN);
                throw table.unknown(operation, failure, present);
            }
        }
    }
}
