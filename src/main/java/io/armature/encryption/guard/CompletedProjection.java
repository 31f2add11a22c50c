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
package io.armature.encryption.guard;

import io.armature.encryption.ReservedNames;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.AttributeUse.Form;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Projection that names encrypted attributes, with the key attributes and the key record that the caller left out and that
 * decryption needs. Immutable.
 *
 * @param target operation and table that it belongs to
 * @param expression the projection to be sent
 * @param names the names behind all placeholders of the request
 * @param added the attributes that the caller did not ask for, never empty
 */
record CompletedProjection(Target target, String expression, Map<String, String> names, Set<String> added) {

    /** A leading underscore or a reserved word would be an error where it stands bare. */
    private static final String PLACEHOLDER = "#armature";

    /**
     * Checks a projection and completes it.
     *
     * @param text the projection, {@code null} if the caller reads whole items
     * @param names the names behind all placeholders of the request
     * @param keys the key attributes of the table, as far as they are known
     * @return the completed projection, or {@code null} if the caller's own needs nothing more
     */
    static @Nullable CompletedProjection of(
            Target target, @Nullable String text, Map<String, String> names, Collection<String> keys) {
        if (text == null) {
            return null;
        }
        List<AttributeUse> uses = ExpressionRules.checkProjection(target, text, names);
        if (uses.stream().noneMatch(use -> target.encrypts(use.attribute()))) {
            return null;
        }
        Set<String> added = new LinkedHashSet<>(keys);
        added.add(ReservedNames.KEY_RECORD);
        for (AttributeUse use : uses) {
            if (added.remove(use.attribute()) && use.form() == Form.NESTED) {
                // Nothing is inside a key, and naming the key beside the path would overlap.
                throw target.refusal(Reason.USED_AS_KEY, use.attribute());
            }
        }
        return added.isEmpty() ? null : completed(target, text, names, added);
    }

    private static CompletedProjection completed(
            Target target, String text, Map<String, String> names, Set<String> added) {
        Map<String, String> allNames = new HashMap<>(names);
        StringBuilder expression = new StringBuilder(text);
        int number = 0;
        for (String attribute : added) {
            String placeholder = PLACEHOLDER + number++;
            while (allNames.containsKey(placeholder)) {
                placeholder = PLACEHOLDER + number++;
            }
            allNames.put(placeholder, attribute);
            expression.append(", ").append(placeholder);
        }
        return new CompletedProjection(target, expression.toString(), allNames, added);
    }

    /**
     * Returns an item as the caller asked for it, and keeps the rest of it under its encrypted values.
     *
     * @param item the item as it was read
     * @param store keeps what is taken away
     * @return the item without the added attributes, its values the very instances that were read
     */
    Map<String, AttributeValue> show(Map<String, AttributeValue> item, WithheldAttributes store) {
        Map<String, AttributeValue> shown = new LinkedHashMap<>(item);
        Map<String, AttributeValue> withheld = new HashMap<>();
        for (String attribute : added) {
            AttributeValue value = shown.remove(attribute);
            if (value != null) {
                withheld.put(attribute, value);
            }
        }
        if (!withheld.isEmpty()) {
            shown.forEach((attribute, value) -> {
                if (target.encrypts(attribute)) {
                    store.keep(value, withheld);
                }
            });
        }
        return shown;
    }

    List<Map<String, AttributeValue>> show(List<Map<String, AttributeValue>> items, WithheldAttributes store) {
        List<Map<String, AttributeValue>> shown = new ArrayList<>(items.size());
        items.forEach(item -> shown.add(show(item, store)));
        return shown;
    }
}
