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
import io.armature.encryption.EncryptableSchema;
import io.armature.encryption.EncryptedAttributes;
import io.armature.encryption.ReservedNames;
import java.util.Collection;
import java.util.Set;

/** Refuses entities whose attributes cannot be encrypted as they are declared. */
final class EntityEncryption {

    private EntityEncryption() {}

    /**
     * Checks an entity by itself and beside those that share its table.
     *
     * @param entity the entity
     * @param others the entities that are known already
     * @param encrypted attributes of its table that are known to be encrypted, whoever said so
     * @throws MisconfigurationException if one of them cannot be encrypted
     */
    static void check(Entity<?> entity, Collection<Entity<?>> others, Set<String> encrypted) {
        String name = entity.type().getName();
        Set<String> own = EncryptedAttributes.of(entity.schema().tableMetadata());
        checkNames(entity);
        EncryptableSchema.check(name, entity.schema().tableMetadata());
        EncryptedDeclarations.check(entity.type(), own);
        NestedSchemas.check(entity.type(), entity.schema());
        String table = "Another entity of table '" + entity.logicalName() + "', or armature.tables."
                + entity.logicalName() + ".encrypted-attributes,";
        encrypted.forEach(attribute ->
                EncryptableSchema.check(table, attribute, entity.schema().tableMetadata()));
        for (Entity<?> other : others) {
            if (other.tableName().equals(entity.tableName())) {
                own.forEach(attribute -> EncryptableSchema.check(
                        name + ", which shares its table with " + other.type().getName() + ",",
                        attribute,
                        other.schema().tableMetadata()));
            }
        }
    }

    private static void checkNames(Entity<?> entity) {
        for (String attribute : entity.schema().attributeNames()) {
            if (ReservedNames.contains(attribute)) {
                throw new MisconfigurationException(
                        entity.type().getName() + " has an attribute '" + attribute
                                + "', a name that is reserved for what belongs to encryption.",
                        "Rename it: '_ak', '_am', '_aw' and names that begin with '_ab_' are reserved at the top of an"
                                + " item.");
            }
        }
    }
}
