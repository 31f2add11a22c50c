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
package io.armature.encryption.guard;

import io.armature.encryption.EncryptedTable;
import io.armature.encryption.PrimaryKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys that were asked for, to be compared with those of the answer. Immutable. */
final class AskedKeys {

    private final Target target;

    private final Set<String> names = new LinkedHashSet<>();

    private final Set<Map<String, AttributeValue>> keys = new HashSet<>();

    AskedKeys(Target target, Collection<Map<String, AttributeValue>> keys) {
        this.target = target;
        for (Map<String, AttributeValue> key : keys) {
            names.addAll(key.keySet());
            this.keys.add(canonical(key));
        }
    }

    /**
     * Refuses an item that is not the one with the key.
     *
     * @param key the key that was asked for
     * @param item the answer; key attributes that it does not show are not compared
     */
    static void check(Target target, Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        key.forEach((name, value) -> {
            AttributeValue answered = item.get(name);
            if (answered != null && !PrimaryKeys.same(value, answered)) {
                throw target.foreign(name);
            }
        });
    }

    /** Refuses an item that is none of those that were asked for, as far as it shows its key. */
    void check(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> shown = new HashMap<>();
        for (String name : names) {
            AttributeValue value = item.get(name);
            if (value != null) {
                shown.put(name, PrimaryKeys.canonical(value));
            }
        }
        boolean known = shown.size() == names.size()
                ? keys.contains(shown)
                : keys.stream().anyMatch(key -> key.entrySet().containsAll(shown.entrySet()));
        if (!known) {
            throw target.foreign(null);
        }
    }

    /** Returns the names of the key attributes. */
    Set<String> names() {
        return names;
    }

    /** Returns the key of an item to be put, as far as it is known what the key is. */
    static Map<String, AttributeValue> keyOf(EncryptedTable table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        for (String name : names(table)) {
            AttributeValue value = item.get(name);
            if (value != null) {
                key.put(name, value);
            }
        }
        return key;
    }

    /** Returns the key attributes of a table, none if they are not known. */
    static List<String> names(EncryptedTable table) {
        if (!table.keysKnown()) {
            return List.of();
        }
        String sortKey = table.sortKey();
        return sortKey == null ? List.of(table.partitionKey()) : List.of(table.partitionKey(), sortKey);
    }

    private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> canonical = new HashMap<>();
        key.forEach((name, value) -> canonical.put(name, PrimaryKeys.canonical(value)));
        return canonical;
    }
}
