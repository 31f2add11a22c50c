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
package io.armature.resilience.fallback;

import io.armature.client.TableDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the versions of items. */
final class Versions {

    private Versions() {}

    /** Returns the version, or {@code null} of an item that has none, or none that can be compared. */
    static @Nullable Long of(TableDescription table, Map<String, AttributeValue> item) {
        String attribute = table.versionAttribute();
        AttributeValue value = attribute == null ? null : item.get(attribute);
        if (value == null || value.n() == null) {
            return null;
        }
        try {
            return Long.valueOf(value.n());
        } catch (NumberFormatException ex) {
            return null;
        }
    }
}
