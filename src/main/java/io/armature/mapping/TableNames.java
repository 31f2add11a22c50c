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
package io.armature.mapping;

import io.armature.client.MisconfigurationException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;

/**
 * Names of the tables that entities are stored in.
 *
 * @param prefix what stands before a logical name that has no name of its own, may be empty
 * @param physicalNames names in DynamoDB by logical name
 */
public record TableNames(String prefix, Map<String, String> physicalNames) {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Copies the map.
     *
     * @param prefix what stands before a logical name that has no name of its own, may be empty
     * @param physicalNames names in DynamoDB by logical name
     */
    public TableNames {
        physicalNames = Map.copyOf(physicalNames);
    }

    /**
     * Returns the logical table name of an entity: that of {@link Table}, else its simple class name in kebab case.
     *
     * @param entityType the class of the entity
     * @return the logical name
     */
    public String logicalName(Class<?> entityType) {
        Table table = AnnotatedElementUtils.findMergedAnnotation(entityType, Table.class);
        if (table != null && StringUtils.hasText(table.value())) {
            return table.value();
        }
        return entityType
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Tells whether DynamoDB takes a name for a table: 3 to 255 letters, digits, dots, dashes and underscores.
     *
     * @param name the name
     * @return {@code true} if it does
     */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /**
     * Returns the name of a table in DynamoDB.
     *
     * @param logicalName the logical name
     * @return the name that requests carry
     * @throws MisconfigurationException if DynamoDB has no such names
     */
    public String physicalName(String logicalName) {
        String own = physicalNames.get(logicalName);
        String name = own != null ? own : relaxedName(logicalName).orElse(prefix + logicalName);
        if (!isValid(name)) {
            throw new MisconfigurationException(
                    "'" + name + "' cannot be the name of a table.",
                    "Name the table by armature.tables." + logicalName
                            + ".name: 3 to 255 letters, digits, dots, dashes and underscores.");
        }
        return name;
    }

    /**
     * Returns the logical name of a table that no entity is mapped to: the configured name's, or else the name without the
     * prefix.
     *
     * @param physicalName the name of the table in DynamoDB
     * @return the logical name; where several are configured for the table, the first in alphabetical order
     */
    public String logicalNameOf(String physicalName) {
        return physicalNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(physicalName))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> physicalName.startsWith(prefix) && physicalName.length() > prefix.length()
                        ? physicalName.substring(prefix.length())
                        : physicalName);
    }

    /** Environment variables have neither lower case nor dashes: ARMATURE_TABLES_ORDERLINE_NAME names order-line. */
    private Optional<String> relaxedName(String logicalName) {
        return physicalNames.entrySet().stream()
                .filter(entry -> uniform(entry.getKey()).equals(uniform(logicalName)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String uniform(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
