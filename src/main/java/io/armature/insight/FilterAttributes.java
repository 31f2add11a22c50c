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

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes that the expressions of calls with a filter name, up to a number. For one thread at a time. */
final class FilterAttributes {

    private static final int MOST = 10;

    /** In the filters. */
    final Set<String> filtered = new LinkedHashSet<>();

    /** Those of them that are compared for equality. */
    final Set<String> equalities = new LinkedHashSet<>();

    /** In the conditions on the key beside the filters. */
    final Set<String> keys = new LinkedHashSet<>();

    private @Nullable String last;

    void add(String filter, @Nullable String keyCondition, Map<String, String> names) {
        if (filter.equals(last) || filtered.size() >= MOST) {
            return;
        }
        last = filter;
        KeyConditions.attributes(filter, names).forEach((attribute, equal) -> {
            filtered.add(attribute);
            if (equal) {
                equalities.add(attribute);
            }
        });
        keys.addAll(KeyConditions.attributes(keyCondition, names).keySet());
    }

    void add(FilterAttributes other) {
        filtered.addAll(other.filtered);
        equalities.addAll(other.equalities);
        keys.addAll(other.keys);
    }
}
