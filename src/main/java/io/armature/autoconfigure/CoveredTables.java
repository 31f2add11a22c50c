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
package io.armature.autoconfigure;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose reads are answered from stored copies.
 *
 * @param answered tells whether those of a table are, by its logical name
 * @param any whether those of any table are
 */
record CoveredTables(Predicate<String> answered, boolean any) {

    static CoveredTables none() {
        return new CoveredTables(table -> false, false);
    }

    static CoveredTables of(FallbackProperties properties, TablesProperties tables) {
        return new CoveredTables(
                table -> tables.hasFallback(table, properties.enabled()),
                properties.enabled() || tables.wantFallback());
    }

    /** Tells whether those of a table are, or with {@code null} those of any. */
    boolean cover(@Nullable String table) {
        return table == null ? any : answered.test(table);
    }
}
