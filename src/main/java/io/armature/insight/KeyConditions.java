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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads from expressions which attributes they name. Values never leave this class but as keys to be counted. */
final class KeyConditions {

    private static final Pattern EQUALITY = Pattern.compile("([#\\w.]+)\\s*=\\s*(:\\w+)");

    private static final Pattern NAME = Pattern.compile("(?<![:\\w.#])(#?[A-Za-z_][\\w.]*)(?!\\w*\\s*\\()");

    private static final List<String> WORDS = List.of("AND", "OR", "NOT", "BETWEEN", "IN");

    private KeyConditions() {}

    /** Returns the value that the partition key must equal: that of the name, or of the first equality if none is known. */
    static @Nullable AttributeValue partitionKey(
            @Nullable String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            @Nullable String partitionKey) {
        if (expression == null) {
            return null;
        }
        Matcher equality = EQUALITY.matcher(expression);
        while (equality.find()) {
            String name = resolve(equality.group(1), names);
            if (partitionKey == null || partitionKey.equals(name)) {
                return values.get(equality.group(2));
            }
        }
        return null;
    }

    /** Returns the attributes that an expression names, top-level names only, each with whether it is compared for equality. */
    static Map<String, Boolean> attributes(@Nullable String expression, Map<String, String> names) {
        Map<String, Boolean> attributes = new LinkedHashMap<>();
        if (expression == null) {
            return attributes;
        }
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            if (!WORDS.contains(name.group(1).toUpperCase(Locale.ROOT))) {
                attributes.put(topLevel(resolve(name.group(1), names)), false);
            }
        }
        Matcher equality = EQUALITY.matcher(expression);
        while (equality.find()) {
            attributes.put(topLevel(resolve(equality.group(1), names)), true);
        }
        return attributes;
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }

    private static String resolve(String name, Map<String, String> names) {
        return names.getOrDefault(name, name);
    }

    private static String topLevel(String path) {
        int end = path.indexOf('.');
        return end < 0 ? path : path.substring(0, end);
    }
}
