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

import io.armature.client.MisconfigurationException;
import io.armature.client.TableDescription;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;

/** A table with encrypted attributes, as far as it is known. Safe for use by concurrent threads. */
public final class EncryptedTable {

    private final String logicalName;

    private final @Nullable TableDescription description;

    private final Map<String, PlaintextPolicy> policies = new LinkedHashMap<>();

    private final Set<String> attributes = Collections.unmodifiableSet(policies.keySet());

    /** The schema that was used last and says nothing new of this table; usually there is but one. */
    private volatile @Nullable TableMetadata seenWith;

    EncryptedTable(
            String logicalName,
            @Nullable TableDescription description,
            Set<String> attributes,
            PlaintextPolicies policies) {
        this.logicalName = logicalName;
        this.description = description;
        // In order, so that of several refusals it is always the same one that shows.
        new TreeSet<>(attributes)
                .forEach(attribute -> this.policies.put(attribute, policies.of(logicalName, attribute)));
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isSeenWith(TableMetadata metadata) {
        return seenWith == metadata;
    }

    void seeWith(TableMetadata metadata) {
        seenWith = metadata;
    }

    /**
     * Returns the name that the table's items are bound to.
     *
     * @return the logical name
     */
    public String logicalName() {
        return logicalName;
    }

    /**
     * Returns the encrypted attributes.
     *
     * @return an unmodifiable set in ascending order, never empty
     */
    public Set<String> attributes() {
        return attributes;
    }

    /**
     * Tells whether an attribute is encrypted.
     *
     * @param attribute name of the attribute
     * @return {@code true} if it is
     */
    public boolean encrypts(String attribute) {
        return policies.containsKey(attribute);
    }

    /**
     * Returns what is done with plaintext in an attribute.
     *
     * @param attribute name of the attribute
     * @return the policy, {@link PlaintextPolicy#FORBID} for an attribute that is not encrypted
     */
    public PlaintextPolicy policy(String attribute) {
        return policies.getOrDefault(attribute, PlaintextPolicy.FORBID);
    }

    /**
     * Tells whether the key attributes are known: they are not for a table that only the configuration names.
     *
     * @return {@code true} if an entity or a schema of the table has been seen
     */
    public boolean keysKnown() {
        return description != null;
    }

    /**
     * Returns the partition key's attribute.
     *
     * @return its name
     * @throws MisconfigurationException if it is not known
     */
    public String partitionKey() {
        return described().partitionKey();
    }

    /**
     * Returns the sort key's attribute.
     *
     * @return its name, or {@code null} if the table has none
     * @throws MisconfigurationException if the keys are not known
     */
    public @Nullable String sortKey() {
        return described().sortKey();
    }

    private TableDescription described() {
        if (description == null) {
            throw new MisconfigurationException(
                    "The keys of table '" + logicalName + "' are not known: only armature.tables." + logicalName
                            + ".encrypted-attributes names it.",
                    "Map an entity class to the table, so that its values can be bound to its keys.");
        }
        return description;
    }
}
