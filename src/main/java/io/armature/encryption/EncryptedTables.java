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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.client.TableReference;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;

/**
 * The tables that have encrypted attributes, from entities, from schemas that were seen at work, and from the
 * configuration. Safe for use by concurrent threads; looking up takes no lock and allocates nothing.
 */
public final class EncryptedTables {

    private final TableCatalogue catalogue;

    private final UnaryOperator<String> logicalNames;

    private final PlaintextPolicies policies;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * Creates the tables.
     *
     * @param catalogue catalogue of the tables
     * @param logicalNames logical name by physical name, for tables that no entity is mapped to
     * @param policies what is done with plaintext
     */
    public EncryptedTables(TableCatalogue catalogue, UnaryOperator<String> logicalNames, PlaintextPolicies policies) {
        this.catalogue = catalogue;
        this.logicalNames = logicalNames;
        this.policies = policies;
    }

    /**
     * Tells whether no table is known to have encrypted attributes.
     *
     * @return {@code true} if there is nothing to protect yet
     */
    public boolean isEmpty() {
        return !catalogue.hasEncryptedAttributes();
    }

    /**
     * Finds a table.
     *
     * @param reference its physical name or its ARN
     * @return the table, or {@code null} if none of its attributes is known to be encrypted
     */
    public @Nullable EncryptedTable find(String reference) {
        String name = TableReference.tableName(reference);
        Set<String> attributes = name == null ? Set.of() : catalogue.encryptedAttributes(name);
        if (name == null || attributes.isEmpty()) {
            return null;
        }
        TableDescription description = catalogue.find(name).orElse(null);
        Known found = known.get(name);
        if (found == null || !found.isOf(attributes, description)) {
            String logicalName = description == null ? logicalNames.apply(name) : description.logicalName();
            found = new Known(
                    attributes, description, new EncryptedTable(logicalName, description, attributes, policies));
            known.put(name, found);
        }
        return found.table;
    }

    /**
     * Finds a table by any of its names.
     *
     * @param anyName its physical name, its ARN or its logical name
     * @return the table, or {@code null} if none of its attributes is known to be encrypted
     */
    @Nullable
    EncryptedTable findByAnyName(String anyName) {
        EncryptedTable found = find(anyName);
        return found != null
                ? found
                : catalogue.tables().stream()
                        .filter(table -> table.logicalName().equals(anyName))
                        .map(table -> find(table.physicalName()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Finds the table of a schema, and takes note of the schema's encrypted attributes.
     *
     * @param reference physical name or ARN of the table
     * @param metadata metadata of a schema that reads or writes it
     * @return the table, or {@code null} if none of its attributes is known to be encrypted
     * @throws io.armature.client.MisconfigurationException if the schema encrypts what cannot be encrypted
     */
    @Nullable
    EncryptedTable find(String reference, TableMetadata metadata) {
        EncryptedTable found = find(reference);
        if (found != null && found.isSeenWith(metadata)) {
            return found;
        }
        Collection<?> own = EncryptedAttributes.names(metadata);
        boolean nothingNew = found == null
                ? own.isEmpty()
                : found.keysKnown() && found.attributes().containsAll(own);
        if (!nothingNew) {
            return learn(reference, metadata);
        }
        if (found != null) {
            found.seeWith(metadata);
        }
        return found;
    }

    private @Nullable EncryptedTable learn(String reference, TableMetadata metadata) {
        EncryptableSchema.check("The schema that is used for table '" + reference + "'", metadata);
        String name = TableReference.tableName(reference);
        if (name != null) {
            String logicalName =
                    catalogue.find(name).map(TableDescription::logicalName).orElseGet(() -> logicalNames.apply(name));
            catalogue.register(new TableDescription(
                    name,
                    logicalName,
                    metadata.primaryPartitionKey(),
                    metadata.primarySortKey().orElse(null),
                    null,
                    EncryptedAttributes.of(metadata)));
        }
        return find(reference);
    }

    private record Known(Set<String> attributes, @Nullable TableDescription description, EncryptedTable table) {

        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Set<String> otherAttributes, @Nullable TableDescription otherDescription) {
            return attributes == otherAttributes && description == otherDescription;
        }
    }
}
