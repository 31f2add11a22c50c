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
import io.armature.repository.UpdateStatistics.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a transaction does to one item. Not safe for use by concurrent threads. */
abstract class TransactionStep<T> {

    private final TransactionTable<T, ?> table;
    private final String operation;
    private final Map<String, AttributeValue> key;

    /**
     * Creates the step.
     *
     * @param operation the method that it was told by
     * @param key the item's key, empty if only an extension will make it
     */
    TransactionStep(TransactionTable<T, ?> table, String operation, Map<String, AttributeValue> key) {
        this.table = table;
        this.operation = operation;
        this.key = key;
    }

    /** Writes the step into a transaction; each time the transaction is built. */
    abstract void addTo(TransactionItems items);

    /** Tells whether the step takes the item as it is found, and so can be made again when somebody else came first. */
    boolean takesWhatIsThere() {
        return false;
    }

    /** Takes the item as it is stored now, empty if there is none. */
    void found(Map<String, AttributeValue> stored) {}

    /** Tells whether what was written is known only by reading it. */
    boolean counts() {
        return false;
    }

    /** Takes the item as it was found after the transaction. */
    void counted(Map<String, AttributeValue> stored, TransactionItems items) {}

    /** Returns the entity as it was written, {@code null} if none was. */
    @Nullable
    T written() {
        return null;
    }

    final Entity<T> entity() {
        return table.entity();
    }

    final Map<String, AttributeValue> key() {
        return key;
    }

    final ItemKey item() {
        return new ItemKey(entity().tableName(), key);
    }

    final String operation() {
        return operation;
    }

    final void count(Event event) {
        if (entity().versionAttribute() != null) {
            table.counter().count(TransactionTable.METHOD, event);
        }
    }

    @Override
    public final String toString() {
        return operation + " of " + entity().type().getSimpleName() + " in table '" + entity().tableName() + "', key "
                + String.join(", ", entity().keys());
    }
}
