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
 * Stands in for the schema of a record that is still being built, so that a record can hold documents of its own type.
 *
 * @param <T> type of the document
 */
final class SchemaReference<T> implements TableSchema<T> {

    private final EnhancedType<T> type;

    // Volatile because the schema may be handed from the thread that built it to others without a fence.
    private volatile @Nullable TableSchema<T> target;

    SchemaReference(Class<T> type) {
        this.type = EnhancedType.of(type);
    }

    void resolve(TableSchema<T> schema) {
        this.target = schema;
    }

    private TableSchema<T> target() {
        TableSchema<T> schema = target;
        if (schema == null) {
            throw new IllegalStateException("The schema of " + type.rawClass().getTypeName() + " is still being built");
        }
        return schema;
    }

    @Override
    public T mapToItem(Map<String, AttributeValue> item) {
        return target().mapToItem(item);
    }

    @Override
    public T mapToItem(Map<String, AttributeValue> item, boolean preserveEmptyObject) {
        return target().mapToItem(item, preserveEmptyObject);
    }

    @Override
    public Map<String, AttributeValue> itemToMap(T document, boolean ignoreNulls) {
        return target().itemToMap(document, ignoreNulls);
    }

    @Override
    public Map<String, AttributeValue> itemToMap(T document, Collection<String> attributes) {
        return target().itemToMap(document, attributes);
    }

    @Override
    public @Nullable AttributeValue attributeValue(T document, String attribute) {
        return target().attributeValue(document, attribute);
    }

    @Override
    public TableMetadata tableMetadata() {
        return target().tableMetadata();
    }

    @Override
    public EnhancedType<T> itemType() {
        return type;
    }

    @Override
    public List<String> attributeNames() {
        return target().attributeNames();
    }

    @Override
    public boolean isAbstract() {
        return false;
    }

    @Override
    public AttributeConverter<T> converterForAttribute(Object key) {
        return target().converterForAttribute(key);
    }
}
