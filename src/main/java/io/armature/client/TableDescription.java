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

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What layers need to know of a table and cannot see in a request.
 *
 * @param physicalName the name of the table in DynamoDB
 * @param logicalName the name of the table in the configuration
 * @param partitionKey the name of the partition key's attribute
 * @param sortKey the name of the sort key's attribute, or {@code null} if the table has none
 * @param versionAttribute the name of the attribute that holds an item's version, or {@code null} if there is none
 * @param encryptedAttributes the names of the attributes that are stored encrypted
 */
public record TableDescription(
        String physicalName,
        String logicalName,
        String partitionKey,
        @Nullable String sortKey,
        @Nullable String versionAttribute,
        Set<String> encryptedAttributes) {

    /**
     * Creates the description.
     *
     * @param physicalName the name of the table in DynamoDB
     * @param logicalName the name of the table in the configuration
     * @param partitionKey the partition key's attribute
     * @param sortKey the sort key's attribute, or {@code null}
     * @param versionAttribute the version's attribute, or {@code null}
     * @param encryptedAttributes the encrypted attributes, which are copied
     */
    public TableDescription {
        Objects.requireNonNull(physicalName, "physicalName");
        Objects.requireNonNull(logicalName, "logicalName");
        Objects.requireNonNull(partitionKey, "partitionKey");
        encryptedAttributes = Set.copyOf(encryptedAttributes);
    }

    /** Returns this description with what another entity class of the same table adds to it. */
    TableDescription merge(TableDescription other) {
        requireSame("logical name", logicalName, other.logicalName);
        requireSame("partition key", partitionKey, other.partitionKey);
        requireSame("sort key", sortKey, other.sortKey);
        if (versionAttribute != null && other.versionAttribute != null) {
            requireSame("version attribute", versionAttribute, other.versionAttribute);
        }
        Set<String> encrypted = new TreeSet<>(encryptedAttributes);
        encrypted.addAll(other.encryptedAttributes);
        String version = (versionAttribute != null) ? versionAttribute : other.versionAttribute;
        return new TableDescription(physicalName, logicalName, partitionKey, sortKey, version, encrypted);
    }

    private void requireSame(String what, @Nullable String mine, @Nullable String others) {
        if (!Objects.equals(mine, others)) {
            throw new MisconfigurationException(
                    "The table '" + physicalName + "' is declared with the " + what + " " + quoted(mine)
                            + " and with the " + what + " " + quoted(others),
                    "Let all entity classes of the table '" + physicalName + "' declare the same " + what
                            + ", or map them to tables of their own.");
        }
    }

    private static String quoted(@Nullable String name) {
        return (name != null) ? "'" + name + "'" : "(none)";
    }
}
