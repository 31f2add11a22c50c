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
package io.armature.resilience.fallback;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which tables take part. Safe for use by concurrent threads. */
final class FallbackTables {

    private static final Logger logger = LoggerFactory.getLogger(FallbackLayer.class);

    private final Predicate<String> wanted;

    private final TableCatalogue catalogue;

    private final FallbackStatistics statistics;

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    FallbackTables(Predicate<String> wanted, TableCatalogue catalogue, FallbackStatistics statistics) {
        this.wanted = wanted;
        this.catalogue = catalogue;
        this.statistics = statistics;
    }

    /**
     * Returns what is known of a table that takes part, {@code null} of one that does not. Without its key attributes nobody
     * could tell which copy a put makes stale. By its ARN no table takes part: it may be one of the same name elsewhere.
     */
    @Nullable
    TableDescription find(String physicalName) {
        if (physicalName.startsWith("arn:") || !wanted.test(physicalName)) {
            return null;
        }
        TableDescription table = catalogue.find(physicalName).orElse(null);
        if (table == null && unknown.add(physicalName)) {
            statistics.add(Event.TABLE_UNKNOWN);
            logger.warn("No entity is mapped to the table '{}', so it takes no part in the fallback", physicalName);
        }
        return table;
    }

    List<TableDescription> all() {
        return catalogue.tables().stream()
                .filter(table -> wanted.test(table.physicalName()))
                .toList();
    }
}
