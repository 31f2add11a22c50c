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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Schema for a single write, which remembers the item as the extensions left it.
 *
 * <p>The enhanced client does not return what a put wrote: a new version or a generated value would be lost to the caller.
 * Extensions are given the schema of the operation that they take part in, so {@link ItemExtensions} can hand the item over
 * here, without a thread-local. Not safe for use by concurrent threads; one write, one instance.
 *
 * @param <T> type of the entity
 */
public final class WrittenItem<T> implements TableSchema<T>, WriteMemory {

    private final Entity<T> entity;
    private final TableSchema<T> schema;
    private @Nullable Map<String, AttributeValue> item;

    /**
     * Creates the schema of one write.
     *
     * @param entity the entity that is written
     */
    public WrittenItem(Entity<T> entity) {
        this.entity = entity;
        this.schema = entity.schema();
    }

    /** Takes the item as it goes to DynamoDB, which would name neither class nor attribute of a missing key. */
    @Override
    public void remember(Map<String, AttributeValue> written) {
        entity.requireKey(written);
        this.item = written;
    }

    /**
     * Returns the item as it was written, before encryption.
     *
     * @return the item
     * @throws IllegalStateException if nothing was written through this schema
     */
    public Map<String, AttributeValue> item() {
        if (item == null) {
            throw new IllegalStateException("Nothing was written through this schema: the client that wrote lacks the"
                    + " extensions of ItemExtensions");
        }
        return item;
    }

    @Override
    public T mapToItem(Map<String, AttributeValue> attributeMap) {
        return schema.mapToItem(attributeMap);
    }

    @Override
    public T mapToItem(Map<String, AttributeValue> attributeMap, boolean preserveEmptyObject) {
        return schema.mapToItem(attributeMap, preserveEmptyObject);
    }

    @Override
    public Map<String, AttributeValue> itemToMap(T item, boolean ignoreNulls) {
        return schema.itemToMap(item, ignoreNulls);
    }

    @Override
    public Map<String, AttributeValue> itemToMap(T item, Collection<String> attributes) {
        return schema.itemToMap(item, attributes);
    }

    @Override
    public @Nullable AttributeValue attributeValue(T item, String attributeName) {
        return schema.attributeValue(item, attributeName);
    }

    @Override
    public TableMetadata tableMetadata() {
        return schema.tableMetadata();
    }

    @Override
    public EnhancedType<T> itemType() {
        return schema.itemType();
    }

    @Override
    public List<String> attributeNames() {
        return schema.attributeNames();
    }

    @Override
    public boolean isAbstract() {
        return schema.isAbstract();
    }

    @Override
    public AttributeConverter<T> converterForAttribute(Object key) {
        return schema.converterForAttribute(key);
    }
}
