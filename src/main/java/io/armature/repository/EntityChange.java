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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of one item that can be applied again and again.
 *
 * @param entity the entity
 * @param version name of its version attribute
 * @param method name of the method that changes
 * @param key the item's key
 * @param change the change
 */
record EntityChange<T>(
        Entity<T> entity, String version, String method, Map<String, AttributeValue> key, UnaryOperator<T> change) {

    /**
     * Applies the change to an item.
     *
     * @param stored the item as it is stored
     * @param readable the item as the extensions show it
     * @return the key, the version read and what is to be written, NULL to remove; empty if nothing differs
     */
    Map<String, AttributeValue> apply(Map<String, AttributeValue> stored, Map<String, AttributeValue> readable) {
        T read = entity.schema().mapToItem(readable);
        // Taken before the change, which may be made to the very object.
        Map<String, AttributeValue> before = entity.schema().itemToMap(read, false);
        T changed = checked(change.apply(read));
        Map<String, AttributeValue> changes =
                AttributeChanges.between(before, entity.schema().itemToMap(changed, false), notCompared());
        if (changes.isEmpty()) {
            return Map.of();
        }
        Map<String, AttributeValue> attributes = new HashMap<>(changes);
        attributes.putAll(key);
        AttributeValue readVersion = stored.get(version);
        if (readVersion != null) {
            attributes.put(version, readVersion);
        }
        return attributes;
    }

    /**
     * Applies the change where there is no item.
     *
     * @param initial makes the entity to begin with
     * @return what is to be put
     */
    Map<String, AttributeValue> create(@Nullable Supplier<T> initial) {
        Assert.state(initial != null, "Nothing to begin with");
        T created = checked(change.apply(initial.get()));
        Map<String, AttributeValue> item = new HashMap<>(entity.schema().itemToMap(created, true));
        item.remove(version);
        return item;
    }

    private T checked(@Nullable T changed) {
        Assert.notNull(changed, () -> "The change of " + method + "() returned null");
        if (!entity.keyOf(changed).equals(key)) {
            throw new IllegalArgumentException("The change of " + method + "() returned an entity with another key than"
                    + " the one that is to be updated in table '" + entity.tableName() + "'");
        }
        return changed;
    }

    private Set<String> notCompared() {
        Set<String> names = new HashSet<>(entity.keys());
        names.addAll(entity.counters());
        names.add(version);
        return names;
    }
}
