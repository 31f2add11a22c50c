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

import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a query method is answered, decided at start-up.
 *
 * @param path the table or index to query, {@code null} for a scan of the table
 * @param alternatives conditions in the order of the method's arguments, joined by and; only a scan has more than one list
 * @param forward whether to read in ascending order of the sort key
 */
record QueryPlan(@Nullable AccessPath path, List<List<Condition>> alternatives, boolean forward) {

    /** Returns the attributes that the conditions look at. */
    List<String> attributes() {
        return alternatives.stream()
                .flatMap(List::stream)
                .map(condition -> condition.path().attribute())
                .distinct()
                .toList();
    }

    ItemQuery bind(Iterator<Object> arguments, List<String> projection, boolean consistent, boolean counting) {
        Expressions expressions = new Expressions();
        StringJoiner keys = new StringJoiner(" AND ");
        // And binds tighter than or, and DynamoDB refuses parentheses that are not needed.
        StringJoiner filters = new StringJoiner(" OR ");
        for (List<Condition> conditions : alternatives) {
            StringJoiner filter = new StringJoiner(" AND ");
            for (Condition condition : conditions) {
                boolean key = path != null && path.isKey(condition);
                (key ? keys : filter).add(condition.write(expressions, arguments));
            }
            if (filter.length() > 0) {
                filters.add(filter.toString());
            }
        }
        return new ItemQuery(
                path == null ? null : path.index(),
                path == null ? null : keys.toString(),
                filters.length() == 0 ? null : filters.toString(),
                projection.isEmpty() ? null : expressions.projection(projection),
                expressions.names(),
                expressions.values(),
                forward,
                consistent,
                counting);
    }
}
