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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes items of a table whose entity has a version: reads, applies the change, writes what is different on the condition of
 * the version read, and begins again with the item that made the condition fail. Safe for use by concurrent threads.
 */
final class OptimisticUpdate<T> {

    private final Entity<T> entity;
    private final String version;
    private final VersionedTable<T> table;
    private final UpdateSettings settings;
    private final UpdateEnvironment environment;
    private final WriteCounter counter;

    OptimisticUpdate(
            Entity<T> entity,
            String version,
            VersionedTable<T> table,
            UpdateSettings settings,
            UpdateEnvironment environment,
            WriteCounter counter) {
        this.entity = entity;
        this.version = version;
        this.table = table;
        this.settings = settings;
        this.environment = environment;
        this.counter = counter;
    }

    /**
     * Updates an item.
     *
     * @param method name of the repository's method
     * @param key the item's key
     * @param initial makes the entity that the change is applied to where there is no item, {@code null} to change nothing then
     * @param change the change
     * @return the entity as it is now, or {@code null} if there is none
     */
    @Nullable
    T run(String method, Map<String, AttributeValue> key, @Nullable Supplier<T> initial, UnaryOperator<T> change) {
        return new Run(method, key, initial, change).go();
    }

    /** One update with all its attempts. */
    private final class Run {

        private final String method;
        private final Map<String, AttributeValue> key;
        private final @Nullable Supplier<T> initial;
        private final EntityChange<T> change;
        private final UpdateAttempts attempts = new UpdateAttempts(settings, environment);

        /** One for all attempts: each of them can take place only if none before it did. */
        private final AttributeValue id = environment.writeIds().get();

        private Map<String, AttributeValue> present = Map.of();

        /** Set while a write on the present version may have taken place, or may still do so. */
        private @Nullable DataAccessException doubt;

        private Run(
                String method,
                Map<String, AttributeValue> key,
                @Nullable Supplier<T> initial,
                UnaryOperator<T> change) {
            this.method = method;
            this.key = key;
            this.initial = initial;
            this.change = new EntityChange<>(entity, version, method, key, change);
        }

        private @Nullable T go() {
            present = table.read(key);
            while (true) {
                if (present.isEmpty() && initial == null) {
                    return null;
                }
                WrittenAttributes schema = new WrittenAttributes(entity, id);
                try {
                    return present.isEmpty() ? create(schema) : change(schema);
                } catch (DataAccessException ex) {
                    if (isOurs(ex, schema)) {
                        counter.count(method, Event.SUCCESS);
                        return table.toEntity(present);
                    }
                    if (!attempts.next()) {
                        throw givenUp(ex);
                    }
                    if (attempts.afterLongPause() && doubt == null) {
                        // A read costs less than another failed condition, which the item from before the pause would
                        // meet.
                        present = table.read(key);
                    }
                }
            }
        }

        private T create(WrittenAttributes schema) {
            Map<String, AttributeValue> item = change.create(initial);
            counter.count(method, Event.ATTEMPT);
            T written = table.put(item, schema, true);
            counter.count(method, Event.SUCCESS);
            return written;
        }

        private T change(WrittenAttributes schema) {
            Map<String, AttributeValue> readable = table.readable(present);
            Map<String, AttributeValue> attributes = change.apply(present, readable);
            if (attributes.isEmpty()) {
                return entity.schema().mapToItem(readable);
            }
            counter.count(method, Event.ATTEMPT);
            T written = table.update(attributes, schema, readable);
            counter.count(method, Event.SUCCESS);
            return written;
        }

        /**
         * Looks at what a failed write has left, and keeps the present item for another attempt.
         *
         * @return {@code true} if the write took place, {@code false} if it is to be tried again
         */
        private boolean isOurs(DataAccessException failure, WrittenAttributes schema) {
            boolean applied = VersionedTable.mayHaveBeenApplied(failure);
            boolean conflict = failure instanceof ConditionFailedException;
            if (!applied && !conflict) {
                throw doubt == null ? failure : unsettled(failure, doubt);
            }
            if (applied) {
                doubt = doubt == null ? failure : doubt;
            }
            WriteTrace.Write write = write(schema);
            present = doubt != null
                    ? counter.unknownIfThrown(method, () -> table.present(failure, key))
                    : table.present(failure, key);
            WriteTrace trace = doubt == null ? WriteTrace.LOST : WriteTrace.of(present, version, write);
            switch (trace) {
                case OURS -> {
                    return true;
                }
                case LOST -> {
                    counter.count(method, Event.CONFLICT);
                    doubt = null;
                }
                case UNTOUCHED -> {}
                default -> {
                    counter.count(method, Event.UNKNOWN);
                    throw table.unknown("UpdateItem", failure, present);
                }
            }
            return false;
        }

        private WriteTrace.Write write(WrittenAttributes schema) {
            String written = schema.remembered()
                    .map(sent -> WriteTrace.number(sent.get(version)))
                    .orElse(null);
            return new WriteTrace.Write(id, WriteTrace.number(present.get(version)), written, present.isEmpty());
        }

        private DataAccessException givenUp(DataAccessException failure) {
            if (doubt != null) {
                return unsettled(failure, doubt);
            }
            String number = WriteTrace.number(present.get(version));
            return new UpdateConflictException(
                    table.describe("UpdateItem") + " was given up after " + attempts.made() + " attempts in "
                            + attempts.elapsed().toMillis()
                            + " ms: each time somebody else had written the item since it"
                            + " was read. Nothing was written. If this happens often, many writers want the same item:"
                            + " spread it, use an atomic counter, or raise armature.update.max-attempts.",
                    failure,
                    attempts.made(),
                    number == null ? null : Long.valueOf(number));
        }

        private DataAccessException unsettled(DataAccessException failure, DataAccessException inDoubt) {
            counter.count(method, Event.UNKNOWN);
            if (failure != inDoubt) {
                inDoubt.addSuppressed(failure);
            }
            return inDoubt;
        }
    }
}
