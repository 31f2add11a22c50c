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

import io.armature.mapping.WrittenAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes an item as it is found, or creates it. */
final class UpdateStep<T> extends WritingStep<T> {

    private final EntityChange<T> change;
    private final @Nullable Supplier<T> initial;
    private Map<String, AttributeValue> stored = Map.of();

    /**
     * Creates the step.
     *
     * @param initial makes the entity that the change is applied to where there is no item, {@code null} to refuse that
     * @param change the change
     */
    UpdateStep(TransactionTable<T, ?> table, @Nullable Supplier<T> initial, EntityChange<T> change) {
        super(table, change.method(), change.key());
        this.initial = initial;
        this.change = change;
    }

    @Override
    boolean takesWhatIsThere() {
        return true;
    }

    @Override
    void found(Map<String, AttributeValue> stored) {
        if (stored.isEmpty() && initial == null) {
            throw new EmptyResultDataAccessException(
                    "A transaction was not carried out, since its " + this
                            + " found no item. Use updateOrCreate() where there may be none.",
                    1);
        }
        this.stored = stored;
    }

    @Override
    T write(TransactionItems items) {
        VersionedTable<T> table = items.table(entity());
        WrittenAttributes schema = new WrittenAttributes(entity(), items.writeId(entity()));
        if (stored.isEmpty()) {
            return table.put(change.create(initial), schema, true);
        }
        Map<String, AttributeValue> readable = table.readable(stored);
        Map<String, AttributeValue> attributes = change.apply(stored, readable);
        if (attributes.isEmpty()) {
            // What the other steps write may depend on what was seen here.
            items.check(entity(), key(), unchanged());
            return entity().schema().mapToItem(readable);
        }
        return table.update(attributes, schema, readable);
    }

    private Expression unchanged() {
        Map<String, String> names = new HashMap<>(Map.of("#version", change.version()));
        AttributeValue version = stored.get(change.version());
        if (version != null) {
            return Expression.builder()
                    .expression("#version = :version")
                    .expressionNames(names)
                    .expressionValues(Map.of(":version", version))
                    .build();
        }
        names.put("#key", entity().partitionKey());
        return Expression.builder()
                .expression("attribute_exists(#key) AND attribute_not_exists(#version)")
                .expressionNames(names)
                .build();
    }
}
