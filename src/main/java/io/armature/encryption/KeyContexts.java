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
package io.armature.encryption;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The encryption context of data keys: table, domain and tenant, and one of the numbered sets of pairs. Immutable.
 *
 * @param domain stage or system that shares a key and table names with others, may be empty
 * @param current number of the set that new keys are made with, 0 for none
 * @param sets the sets by their numbers, 1 to 255; a set is never changed, or what was written with it stays closed
 */
public record KeyContexts(String domain, int current, Map<Integer, Map<String, String>> sets) {

    /**
     * Copies the sets.
     *
     * @param domain stage or system that shares a key and table names with others, may be empty
     * @param current number of the set that new keys are made with, 0 for none
     * @param sets the sets by their numbers
     * @throws IllegalArgumentException if the current set does not exist, a number is out of bounds, or a pair has the
     *     name of one of ours
     */
    public KeyContexts {
        Map<Integer, Map<String, String>> copy = new TreeMap<>();
        sets.forEach((number, pairs) -> copy.put(check(number), check(pairs)));
        sets = Map.copyOf(copy);
        if (current != 0 && !sets.containsKey(current)) {
            throw new IllegalArgumentException("There is no context set with the number " + current);
        }
    }

    private static int check(int number) {
        if (number < 1 || number > 255) {
            throw new IllegalArgumentException("The number of a context set is 1 to 255, not " + number);
        }
        return number;
    }

    private static Map<String, String> check(Map<String, String> pairs) {
        if (pairs.keySet().stream().anyMatch(name -> name.startsWith("armature:"))) {
            throw new IllegalArgumentException("Names that begin with 'armature:' are reserved");
        }
        return Map.copyOf(pairs);
    }

    /** Tells whether there is a set of a number; 0, no set, always is. */
    boolean isConfigured(int set) {
        return set == 0 || sets.containsKey(set);
    }

    /** Returns the context of a scope with a set, or {@code null} if no such set is configured. */
    @Nullable
    Map<String, String> of(Scope scope, int set) {
        Map<String, String> pairs = set == 0 ? Map.of() : sets.get(set);
        if (pairs == null) {
            return null;
        }
        Map<String, String> context = new TreeMap<>(pairs);
        context.put("armature:table", scope.table());
        putUnlessEmpty(context, "armature:domain", scope.domain());
        putUnlessEmpty(context, "armature:tenant", scope.tenant());
        return context;
    }

    private static void putUnlessEmpty(Map<String, String> context, String name, String value) {
        if (!value.isEmpty()) {
            context.put(name, value);
        }
    }
}
