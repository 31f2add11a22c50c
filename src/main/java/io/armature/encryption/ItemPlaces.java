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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds what an item's values are bound to. Safe for use by concurrent threads. */
final class ItemPlaces {

    private final DataKeys keys;

    private final Tenants tenants;

    ItemPlaces(DataKeys keys, Tenants tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /**
     * Returns the place of an item.
     *
     * @param attributes the item's key attributes by name, {@code null} for those that it lacks
     * @throws IllegalArgumentException if a key attribute is missing or can be none
     * @throws UnknownTenantException if nobody says which tenant the item belongs to
     */
    ItemPlace of(EncryptedTable table, Function<String, @Nullable AttributeValue> attributes) {
        String partitionName = table.partitionKey();
        AttributeValue partition = attributes.apply(partitionName);
        String sortName = table.sortKey();
        if (sortName == null) {
            KeyAttributes bytes = KeyAttributes.of(partitionName, partition);
            return new ItemPlace(scope(table, present(partitionName, partition)), bytes);
        }
        AttributeValue sort = attributes.apply(sortName);
        KeyAttributes bytes = KeyAttributes.of(partitionName, partition, sortName, sort);
        Map<String, AttributeValue> key = present(partitionName, partition, sortName, sort);
        return new ItemPlace(scope(table, key), bytes);
    }

    private Scope scope(EncryptedTable table, Map<String, AttributeValue> key) {
        String tenant;
        try {
            tenant = tenants.tenantOf(table.logicalName(), key);
        } catch (RuntimeException ex) {
            throw new UnknownTenantException(ex);
        }
        if (missing(tenant)) {
            throw new UnknownTenantException(null);
        }
        return keys.scope(tenant, table.logicalName());
    }

    /** An implementation need not keep to the contract that nullness is marked in. */
    private static boolean missing(@Nullable String tenant) {
        return tenant == null || !Utf8.isWellFormed(tenant);
    }

    private static Map<String, AttributeValue> present(String name, @Nullable AttributeValue value) {
        return value == null ? Map.of() : Map.of(name, PrimaryKeys.asStored(value));
    }

    private static Map<String, AttributeValue> present(
            String partitionName, @Nullable AttributeValue partition, String sortName, @Nullable AttributeValue sort) {
        return partition == null || sort == null
                ? Map.of()
                : Map.of(partitionName, PrimaryKeys.asStored(partition), sortName, PrimaryKeys.asStored(sort));
    }

    /** Tells that a tenant was asked for and not named. */
    static final class UnknownTenantException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownTenantException(@Nullable Throwable cause) {
            super(cause);
        }
    }
}
