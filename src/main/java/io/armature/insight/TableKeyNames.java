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
package io.armature.insight;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of partition keys. Those of tables that nobody mapped are learned from indexless reads, whose keys name them: of a
 * table without a sort key each key has one attribute.
 */
final class TableKeyNames {

    private static final int MOST_LEARNED = 1_000;

    private final TableCatalogue catalogue;

    private final Map<String, String> learned = new ConcurrentHashMap<>();

    TableKeyNames(TableCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Nullable
    String partitionKey(String table) {
        String known = learned.get(table);
        if (known != null) {
            return known;
        }
        TableDescription description = catalogue.find(table).orElse(null);
        if (description != null) {
            learn(table, description.partitionKey());
            return description.partitionKey();
        }
        return null;
    }

    <V> @Nullable V partitionKeyOf(String table, Map<String, V> key) {
        String name = partitionKey(table);
        if (name != null) {
            return key.get(name);
        }
        if (key.size() != 1) {
            return null;
        }
        Map.Entry<String, V> only = key.entrySet().iterator().next();
        learn(table, only.getKey());
        return only.getValue();
    }

    private void learn(String table, String name) {
        if (learned.size() < MOST_LEARNED) {
            learned.putIfAbsent(table, name);
        }
    }
}
