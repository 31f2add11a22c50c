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

import io.armature.encryption.ReservedNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Schema for a single write of some attributes of an item, or of all. It has the metadata of the entity's schema, so that
 * extensions do with the attributes what they do with an entity; adds the id of the write; and remembers the attributes as
 * the extensions left them. Not safe for use by concurrent threads; one write, one instance.
 */
public final class WrittenAttributes implements TableSchema<Map<String, AttributeValue>>, WriteMemory {

    private static final EnhancedType<Map<String, AttributeValue>> TYPE =
            EnhancedType.mapOf(String.class, AttributeValue.class);

    private final Entity<?> entity;
    private final @Nullable AttributeValue writeId;
    private @Nullable Map<String, AttributeValue> remembered;

    /**
     * Creates the schema of one write.
     *
     * @param entity the entity whose attributes are written
     * @param writeId the id of the write, {@code null} to leave none
     */
    public WrittenAttributes(Entity<?> entity, @Nullable AttributeValue writeId) {
        this.entity = entity;
        this.writeId = writeId;
    }

    @Override
    public void remember(Map<String, AttributeValue> written) {
        entity.requireKey(written);
        this.remembered = written;
    }

    /**
     * Returns the attributes as they were sent, before encryption.
     *
     * @return the attributes, empty if an extension before the last one refused the write
     */
    public Optional<Map<String, AttributeValue>> remembered() {
        return Optional.ofNullable(remembered);
    }

    @Override
    public Map<String, AttributeValue> mapToItem(Map<String, AttributeValue> attributeMap) {
        return attributeMap;
    }

    @Override
    public Map<String, AttributeValue> itemToMap(Map<String, AttributeValue> item, boolean ignoreNulls) {
        Map<String, AttributeValue> written = new HashMap<>(item);
        if (writeId != null) {
            written.put(ReservedNames.WRITE_ID, writeId);
        }
        return written;
    }

    @Override
    public Map<String, AttributeValue> itemToMap(Map<String, AttributeValue> item, Collection<String> attributes) {
        Map<String, AttributeValue> some = new HashMap<>(item);
        some.keySet().retainAll(attributes);
        return some;
    }

    @Override
    public @Nullable AttributeValue attributeValue(Map<String, AttributeValue> item, String attributeName) {
        return item.get(attributeName);
    }

    @Override
    public TableMetadata tableMetadata() {
        return entity.schema().tableMetadata();
    }

    @Override
    public EnhancedType<Map<String, AttributeValue>> itemType() {
        return TYPE;
    }

    @Override
    public List<String> attributeNames() {
        return entity.schema().attributeNames();
    }

    @Override
    public boolean isAbstract() {
        return false;
    }

    /** Extensions that write values of their own ask for the converter of the attribute. */
    @Override
    @SuppressWarnings("unchecked")
    public AttributeConverter<Map<String, AttributeValue>> converterForAttribute(Object key) {
        return (AttributeConverter<Map<String, AttributeValue>>)
                (AttributeConverter<?>) entity.schema().converterForAttribute(key);
    }
}
