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

import io.armature.mapping.Entity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Conditions on the version of an item, for what the enhanced client's extension is not asked about. */
final class VersionConditions {

    private static final String UNVERSIONED = "attribute_not_exists(#version)";

    private static final String SAME = "#version = :version";

    private VersionConditions() {}

    /**
     * Returns the condition that an item has the version of an entity, or is not there if the entity has none yet.
     *
     * @return the condition, {@code null} for entities without versions
     */
    static <T> @Nullable Expression of(Entity<T> entity, T item) {
        String version = entity.versionAttribute();
        if (version == null) {
            return null;
        }
        AttributeValue read = entity.schema().attributeValue(item, version);
        Map<String, String> names = Map.of("#version", version);
        if (read == null || Boolean.TRUE.equals(read.nul())) {
            return Expression.builder()
                    .expression(UNVERSIONED)
                    .expressionNames(names)
                    .build();
        }
        // A primitive version holds the start value where the item has none, as the versions' extension takes it too.
        return Expression.builder()
                .expression(entity.isNew(item) ? UNVERSIONED + " OR " + SAME : SAME)
                .expressionNames(names)
                .expressionValues(Map.of(":version", read))
                .build();
    }

    /**
     * Returns the condition that an item is there and is as an entity shows it.
     *
     * @return the condition, {@code null} for entities without versions
     */
    static <T> @Nullable Expression unchanged(Entity<T> entity, T item) {
        Expression version = of(entity, item);
        if (version == null) {
            return null;
        }
        Map<String, String> names = new HashMap<>(version.expressionNames());
        names.put("#key", entity.partitionKey());
        return Expression.builder()
                .expression("attribute_exists(#key) AND (" + version.expression() + ")")
                .expressionNames(names)
                .expressionValues(version.expressionValues())
                .build();
    }
}
