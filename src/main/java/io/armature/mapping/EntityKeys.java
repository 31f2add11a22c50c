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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Conversion between the ids of a repository and the primary keys of its table. Safe for use by concurrent threads.
 *
 * @param <ID> type of the ids
 */
public final class EntityKeys<ID> {

    private final Entity<?> entity;
    private final Class<ID> idType;
    private final Map<String, AttributePath> keys = new LinkedHashMap<>();
    private final IdAccess<ID> ids;

    /**
     * Creates the conversion.
     *
     * @param entity the entity
     * @param idType type of the ids: that of the partition key, or a record or bean with a property for each key
     * @throws MisconfigurationException if the type does not fit the table's key
     */
    public EntityKeys(Entity<?> entity, Class<ID> idType) {
        this.entity = entity;
        this.idType = idType;
        for (String key : entity.keys()) {
            AttributeConverter<?> converter = entity.schema().converterForAttribute(key);
            keys.put(key, new AttributePath(List.of(key), converter.type().rawClass(), converter));
        }
        this.ids = isPartitionKey() ? new IdAccess.Single<>(idType, entity.partitionKey()) : composite();
    }

    private boolean isPartitionKey() {
        return entity.sortKey() == null
                && partitionKeyPath().type().equals(ClassUtils.resolvePrimitiveIfNecessary(idType));
    }

    private AttributePath partitionKeyPath() {
        return keys.values().iterator().next();
    }

    private IdAccess<ID> composite() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String property : IdAccess.propertiesOf(idType)) {
            String attribute =
                    entity.path(property).map(AttributePath::attribute).orElse(property);
            if (keys.containsKey(attribute)) {
                attributes.put(attribute, property);
            }
        }
        if (attributes.keySet().equals(keys.keySet())) {
            return IdAccess.composite(idType, attributes);
        }
        if (entity.sortKey() == null && partitionKeyPath().accepts(idType)) {
            return new IdAccess.Single<>(idType, entity.partitionKey());
        }
        throw doesNotFit();
    }

    private MisconfigurationException doesNotFit() {
        String wanted = keys.entrySet().stream()
                .map(key -> key.getValue().type().getSimpleName() + " " + key.getKey())
                .collect(Collectors.joining(", "));
        String advice = entity.sortKey() == null
                ? "Declare the repository with " + partitionKeyPath().type().getSimpleName() + " as its id type."
                : "Declare the repository with a record as its id type: record "
                        + entity.type().getSimpleName() + "Id(" + wanted + ") {}";
        return new MisconfigurationException(
                "Id type " + idType.getName() + " does not fit the key of " + entity + ", which is (" + wanted + ").",
                advice);
    }

    /**
     * Converts an id to a primary key.
     *
     * @param id the id
     * @return the key attributes
     * @throws IllegalArgumentException if the id or a part of it is {@code null}
     */
    public Map<String, AttributeValue> toKey(ID id) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (Map.Entry<String, AttributePath> attribute : keys.entrySet()) {
            Object value = ids.value(id, attribute.getKey());
            if (value == null) {
                throw new IllegalArgumentException("The id's part '" + attribute.getKey() + "' is null; " + entity
                        + " needs a value for every key");
            }
            key.put(attribute.getKey(), KeyValues.canonical(attribute.getValue().toAttributeValue(value)));
        }
        return key;
    }

    /**
     * Converts a primary key to an id.
     *
     * @param key the key attributes, others are ignored
     * @return the id
     */
    public ID toId(Map<String, AttributeValue> key) {
        Map<String, Object> values = new LinkedHashMap<>();
        keys.forEach((attribute, path) -> {
            AttributeValue value = key.get(attribute);
            if (value != null) {
                values.put(attribute, path.toValue(value));
            }
        });
        return ids.create(values);
    }

    /**
     * Returns the type of the ids.
     *
     * @return the class
     */
    public Class<ID> idType() {
        return idType;
    }
}
