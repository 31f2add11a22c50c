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
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.EncryptedAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entities that the application uses. Each is described once and made known to the {@link TableCatalogue}, so that layers
 * know its table. Safe for use by concurrent threads.
 */
public final class Entities {

    private final EntitySchemas schemas;
    private final TableNames names;
    private final TableCatalogue catalogue;
    private final Map<Class<?>, Entity<?>> entities = new ConcurrentHashMap<>();

    /**
     * Creates the registry.
     *
     * @param schemas source of the entities' schemas
     * @param names names of their tables
     * @param catalogue catalogue that learns of each table
     */
    public Entities(EntitySchemas schemas, TableNames names, TableCatalogue catalogue) {
        this.schemas = schemas;
        this.names = names;
        this.catalogue = catalogue;
    }

    /**
     * Returns the description of an entity class.
     *
     * @param type the class
     * @param <T> type of the entity
     * @return its description, always the same one
     * @throws MisconfigurationException if the class cannot be stored, or contradicts another one about its table
     */
    @SuppressWarnings("unchecked")
    public <T> Entity<T> get(Class<T> type) {
        return (Entity<T>) entities.computeIfAbsent(type, this::describe);
    }

    /**
     * Returns the entities described so far.
     *
     * @return a view that follows later additions
     */
    public Collection<Entity<?>> all() {
        return entities.values();
    }

    private <T> Entity<T> describe(Class<T> type) {
        String logicalName = names.logicalName(type);
        String tableName = names.physicalName(logicalName);
        Entity<T> entity = new Entity<>(
                type,
                schemas.of(type),
                logicalName,
                tableName,
                new AttributePaths(schemas),
                attribute -> catalogue.encryptedAttributes(tableName).contains(attribute));
        EntityEncryption.check(entity, entities.values(), catalogue.encryptedAttributes(tableName));
        catalogue.register(new TableDescription(
                entity.tableName(),
                logicalName,
                entity.partitionKey(),
                entity.sortKey(),
                entity.versionAttribute(),
                EncryptedAttributes.of(entity.schema().tableMetadata())));
        return entity;
    }
}
