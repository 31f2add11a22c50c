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

import org.jspecify.annotations.Nullable;

/**
 * Calls that do the same thing.
 *
 * @param table the physical name of the table
 * @param operation the operation as DynamoDB's API names it
 * @param index the index that is read, or {@code null} for the table itself
 * @param method the repository's method, or {@code null} if the call was made by other means
 */
public record AccessPattern(
        String table,
        String operation,
        @Nullable String index,
        @Nullable String method) {

    /** Name of the table of the pattern that stands for all that found no place of their own. */
    public static final String OTHER = "(other)";

    static AccessPattern other() {
        return new AccessPattern(OTHER, OTHER, null, null);
    }

    /**
     * Returns a name for people.
     *
     * @return such as {@code OrderRepository.findById (GetItem of orders)}
     */
    public String text() {
        String place = index == null ? table : table + "/" + index;
        return method == null ? operation + " of " + place : method + " (" + operation + " of " + place + ")";
    }
}
