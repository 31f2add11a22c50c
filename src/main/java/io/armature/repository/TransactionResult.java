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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.repository.Repository;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The entities that a transaction saved and updated, as they are after it. Immutable. */
public final class TransactionResult {

    private final List<TransactionStep<?>> steps;

    TransactionResult(List<TransactionStep<?>> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Returns an entity that was saved or updated.
     *
     * @param <T> type of the entity
     * @param <ID> type of its id
     * @param repository the repository that was given with the operation
     * @param id the entity's id
     * @return a new entity with the item as it was written, or as it was found if an update changed nothing
     * @throws IllegalArgumentException if the transaction neither saved nor updated it
     */
    public <T, ID> T get(Repository<T, ID> repository, ID id) {
        TransactionTable<T, ID> table = TransactionTable.of(repository);
        Map<String, AttributeValue> key = table.keys().toKey(id);
        return getAll(table).stream()
                .filter(entity -> table.entity().keyOf(entity).equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The transaction neither saved nor updated this item of table '"
                                + table.entity().tableName() + "'"));
    }

    /**
     * Returns the entities that were saved or updated through a repository.
     *
     * @param <T> type of the entities
     * @param repository the repository that was given with the operations
     * @return new entities in the order of the operations, empty if there was none
     */
    public <T> List<T> getAll(Repository<T, ?> repository) {
        return getAll(TransactionTable.of(repository));
    }

    private <T> List<T> getAll(TransactionTable<T, ?> table) {
        return steps.stream()
                .filter(step -> step.entity().type() == table.entity().type())
                .map(TransactionStep::written)
                .filter(Objects::nonNull)
                .map(table.entity().type()::cast)
                .toList();
    }
}
