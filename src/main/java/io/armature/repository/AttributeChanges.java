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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares the attributes of an entity before and after a change. */
final class AttributeChanges {

    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    private AttributeChanges() {}

    /**
     * Returns the attributes that differ.
     *
     * @param before the attributes before; one that is not there is the same as a NULL
     * @param after the attributes after
     * @param ignored names of attributes that are not looked at
     * @return what is to be written, NULL where an attribute is to be removed
     */
    static Map<String, AttributeValue> between(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after, Collection<String> ignored) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(ignored);
        Map<String, AttributeValue> changes = new HashMap<>();
        for (String name : names) {
            AttributeValue value = after.getOrDefault(name, NULL);
            if (!same(before.getOrDefault(name, NULL), value)) {
                changes.put(name, value);
            }
        }
        return changes;
    }

    /** A set is the same in every order; nothing else of two values may differ. */
    private static boolean same(AttributeValue one, AttributeValue other) {
        return one.equals(other) || (one.type() == other.type() && sameContents(one, other));
    }

    private static boolean sameContents(AttributeValue one, AttributeValue other) {
        return switch (one.type()) {
            case SS -> sameSet(one.ss(), other.ss());
            case NS -> sameSet(one.ns(), other.ns());
            case BS -> sameSet(one.bs(), other.bs());
            case L -> sameList(one.l(), other.l());
            case M -> sameMap(one.m(), other.m());
            default -> false;
        };
    }

    private static boolean sameSet(Collection<?> one, Collection<?> other) {
        return one.size() == other.size() && new HashSet<>(one).equals(new HashSet<>(other));
    }

    private static boolean sameList(List<AttributeValue> one, List<AttributeValue> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(entry -> same(entry.getValue(), other.getOrDefault(entry.getKey(), NULL)));
    }
}
