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
package io.armature.transfer;

import io.armature.batch.BatchWrite;
import io.armature.mapping.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes the write of each row. */
final class RowWrites {

    private RowWrites() {}

    /** Returns what writes items as they are. */
    static Function<Row, Object> raw(String table, boolean ifAbsent) {
        return row -> {
            if (row.item() == null) {
                return BatchWrite.invalid(Objects.requireNonNull(row.problem()));
            }
            return ifAbsent ? BatchWrite.putIfAbsent(table, row.item()) : BatchWrite.put(table, row.item());
        };
    }

    /** Returns what makes entities of items first. */
    static <T> Function<Row, Object> entities(Entity<T> entity, boolean ifAbsent) {
        List<String> known = entity.schema().attributeNames();
        return row -> {
            Map<String, AttributeValue> item = row.item();
            if (item == null) {
                return BatchWrite.invalid(Objects.requireNonNull(row.problem()));
            }
            List<String> unknown = new ArrayList<>(item.keySet());
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                return BatchWrite.invalid(entity + " has no attribute " + unknown + ".");
            }
            try {
                T mapped = entity.schema().mapToItem(item);
                // A key of a primitive type would be 0 where the row has none.
                if (entity.hasKey(mapped) && !item.keySet().containsAll(entity.keys())) {
                    return BatchWrite.invalid(entity + " needs a value of its key " + entity.keys() + ".");
                }
                return ifAbsent ? BatchWrite.putIfAbsent(mapped) : mapped;
            } catch (RuntimeException ex) {
                // Its text may quote values.
                return BatchWrite.invalid(
                        "It is no " + entity.type().getSimpleName() + ": " + wrongAttributes(entity, item));
            }
        };
    }

    private static String wrongAttributes(Entity<?> entity, Map<String, AttributeValue> item) {
        List<String> wrong = new ArrayList<>();
        item.forEach((name, value) -> {
            AttributeConverter<?> converter = entity.schema().converterForAttribute(name);
            try {
                if (converter != null) {
                    converter.transformTo(value);
                }
            } catch (RuntimeException ex) {
                wrong.add(name + " is no " + converter.type().rawClass().getSimpleName());
            }
        });
        return wrong.isEmpty() ? "an attribute is missing." : String.join(", ", wrong) + ".";
    }
}
