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
package io.armature.actuate;

import org.jspecify.annotations.Nullable;

/**
 * What of a part is to be shown. A component that is {@code null} lets everything through.
 *
 * @param table physical name of a table
 * @param index name of an index
 * @param operation name of an operation, such as {@code Query}
 * @param method name of a repository's method, or a part of it
 * @param advice kind of advice, such as {@code low-efficiency}
 * @param limit number of entries
 */
public record SectionFilter(
        @Nullable String table,
        @Nullable String index,
        @Nullable String operation,
        @Nullable String method,
        @Nullable String advice,
        @Nullable Integer limit) {

    static SectionFilter none() {
        return ofTable(null);
    }

    static SectionFilter ofTable(@Nullable String table) {
        return new SectionFilter(table, null, null, null, null, null);
    }

    /** Whether table and index let through what is about these. */
    boolean acceptsPlace(String physicalTable, @Nullable String indexOfIt) {
        return (table == null || table.equals(physicalTable)) && (index == null || index.equals(indexOfIt));
    }

    long limitOr(long otherwise) {
        return limit == null ? otherwise : Math.max(0, limit);
    }
}
