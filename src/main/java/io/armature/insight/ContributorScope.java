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
import org.springframework.util.Assert;

/**
 * What Contributor Insights are enabled for.
 *
 * @param table logical or physical name of the table
 * @param index the global secondary index, or {@code null} for the table itself; DynamoDB has none for local ones
 * @param throttledKeysOnly whether they count throttled requests only, which are the only ones that are paid for then; what is accessed
 *     most is not known
 */
public record ContributorScope(String table, @Nullable String index, boolean throttledKeysOnly) {

    /**
     * Creates the scope.
     *
     * @param table not empty
     * @param index not empty, if given
     * @param throttledKeysOnly whether accesses are left out
     * @throws IllegalArgumentException if a name is empty
     */
    public ContributorScope {
        Assert.hasText(table, "table must not be empty");
        Assert.isTrue(index == null || !index.isBlank(), "index must not be empty");
    }

    /**
     * Returns the scope of a table without its indexes, in which all accesses are counted.
     *
     * @param table logical or physical name
     * @return the scope
     */
    public static ContributorScope table(String table) {
        return new ContributorScope(table, null, false);
    }

    /**
     * Returns the scope of an index of the table.
     *
     * @param index name of a global secondary index
     * @return a new scope
     */
    public ContributorScope index(String index) {
        return new ContributorScope(table, index, throttledKeysOnly);
    }

    /**
     * Returns the scope in which throttled requests only are counted, which is cheap enough to stay.
     *
     * @return a new scope
     */
    public ContributorScope throttledKeys() {
        return new ContributorScope(table, index, true);
    }

    String text() {
        return index == null ? table : table + "/" + index;
    }
}
