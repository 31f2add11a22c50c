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
import java.util.function.UnaryOperator;
import org.springframework.dao.EmptyResultDataAccessException;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes an item as it is found. */
final class UpdateStep<T> extends WritingStep<T> {

    private static final String OPERATION = "update";

    private final EntityChange<T> change;
    private Map<String, AttributeValue> stored = Map.of();

    UpdateStep(TransactionTable<T, ?> table, String version, Map<String, AttributeValue> key, UnaryOperator<T> change) {
        super(table, OPERATION, key);
        this.change = new EntityChange<>(table.entity(), version, OPERATION, key, change);
    }

    @Override
    boolean takesWhatIsThere() {
        return true;
    }

    @Override
    void found(Map<String, AttributeValue> stored) {
        if (stored.isEmpty()) {
            throw new EmptyResultDataAccessException(
                    "A transaction was not carried out, since its " + this
                            + " found no item. Save a new entity where there may be none.",
                    1);
        }
        this.stored = stored;
    }

    @Override
    T write(TransactionItems items) {
        VersionedTable<T> table = items.table(entity());
        Map<String, AttributeValue> readable = table.readable(stored);
        Map<String, AttributeValue> attributes = change.apply(stored, readable);
        if (attributes.isEmpty()) {
            // What the other steps write may depend on what was seen here.
            items.check(entity(), key(), unchanged());
            return entity().schema().mapToItem(readable);
        }
        return table.update(attributes, new WrittenAttributes(entity(), items.writeId(entity())), readable);
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
