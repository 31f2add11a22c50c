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
package io.armature.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables that the application has mapped, for layers that must know more than a request tells.
 *
 * <p>Safe for use by concurrent threads; reading takes no lock.
 */
public final class TableCatalogue {

    private final Map<String, TableDescription> byPhysicalName = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> encrypted = new ConcurrentHashMap<>();

    /** Creates an empty catalogue. */
    public TableCatalogue() {}

    /**
     * Adds a table. If it is known already, because another entity class shares it, the two descriptions are merged:
     * the encrypted attributes of both, and the version attribute of either.
     *
     * @param table the table
     * @throws MisconfigurationException if the table is known with other keys, with another version attribute or with
     *     another logical name; the catalogue then stays as it was
     */
    public void register(TableDescription table) {
        byPhysicalName.merge(table.physicalName(), table, TableDescription::merge);
        addEncrypted(table.physicalName(), table.encryptedAttributes());
    }

    /**
     * Adds encrypted attributes of a table, which need not be known otherwise.
     *
     * @param physicalName the name of the table in DynamoDB
     * @param attributes the attributes' names
     */
    public void addEncrypted(String physicalName, Set<String> attributes) {
        if (!attributes.isEmpty()) {
            encrypted.merge(physicalName, Set.copyOf(attributes), TableCatalogue::union);
        }
    }

    /** Returns the same set when nothing is new, so that whoever has drawn conclusions from it sees that they hold. */
    private static Set<String> union(Set<String> known, Set<String> added) {
        if (known.containsAll(added)) {
            return known;
        }
        Set<String> union = new HashSet<>(known);
        union.addAll(added);
        return Set.copyOf(union);
    }

    /**
     * Returns the attributes of a table that are encrypted, whoever said so.
     *
     * @param physicalName the name of the table in DynamoDB
     * @return an immutable set, the same instance until an attribute is added
     */
    public Set<String> encryptedAttributes(String physicalName) {
        return encrypted.getOrDefault(physicalName, Set.of());
    }

    /**
     * Returns the tables that have encrypted attributes, whoever said so.
     *
     * @return an unmodifiable snapshot of their names in DynamoDB, in no particular order
     */
    public Set<String> encryptedTables() {
        return Set.copyOf(encrypted.keySet());
    }

    /**
     * Tells whether any table has encrypted attributes.
     *
     * @return {@code true} if one is known
     */
    public boolean hasEncryptedAttributes() {
        return !encrypted.isEmpty();
    }

    /**
     * Finds a table.
     *
     * @param physicalName the name of the table in DynamoDB
     * @return the table, or empty if no entity is mapped to it
     */
    public Optional<TableDescription> find(String physicalName) {
        return Optional.ofNullable(byPhysicalName.get(physicalName));
    }

    /**
     * Finds a table by whatever people call it. Where a name is the logical one of one table and that of another one in
     * DynamoDB, the logical one counts.
     *
     * @param name the logical name of the table, or its name in DynamoDB
     * @return the table, or empty if no entity is mapped to it
     */
    public Optional<TableDescription> findByAnyName(String name) {
        return byPhysicalName.values().stream()
                .filter(table -> table.logicalName().equals(name))
                .findFirst()
                .or(() -> find(name));
    }

    /**
     * Returns all tables.
     *
     * @return an unmodifiable snapshot in no particular order
     */
    public Collection<TableDescription> tables() {
        return List.copyOf(byPhysicalName.values());
    }
}
