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
import io.armature.mapping.SecondaryIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to items by key: the table itself or one of its indexes.
 *
 * @param index name of the index, {@code null} for the table
 * @param partitionKey attribute that is the partition key
 * @param sortKey attribute that is the sort key, or {@code null}
 * @param global whether it is a global secondary index, which has no strongly consistent reads
 */
record AccessPath(
        @Nullable String index,
        String partitionKey,
        @Nullable String sortKey,
        boolean global) {

    static List<AccessPath> of(Entity<?> entity) {
        List<AccessPath> paths = new ArrayList<>();
        paths.add(new AccessPath(null, entity.partitionKey(), entity.sortKey(), false));
        for (SecondaryIndex index : entity.indexes()) {
            paths.add(new AccessPath(index.name(), index.partitionKey(), index.sortKey(), !index.local()));
        }
        return paths;
    }

    boolean table() {
        return index == null;
    }

    boolean isKey(Condition condition) {
        return condition.on(partitionKey) || (sortKey != null && condition.on(sortKey));
    }

    /** Returns the attributes that say where in this path an item stands. */
    List<String> positionKeys(Entity<?> entity) {
        return Stream.concat(
                        entity.keys().stream(),
                        sortKey == null ? Stream.of(partitionKey) : Stream.of(partitionKey, sortKey))
                .distinct()
                .toList();
    }
}
