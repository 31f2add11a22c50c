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
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/**
 * Schemas of entity classes, each built once, since building one costs about 10 ms. Safe for use by concurrent threads.
 */
public final class EntitySchemas {

    private final Map<Class<?>, TableSchema<?>> schemas = new ConcurrentHashMap<>();

    /**
     * Creates the schemas.
     *
     * @param given schemas that an application built itself; they are used instead of one derived from annotations
     */
    public EntitySchemas(Collection<? extends TableSchema<?>> given) {
        given.forEach(schema -> schemas.put(schema.itemType().rawClass(), schema));
    }

    /**
     * Returns the schema of a class.
     *
     * @param type a class annotated for the enhanced client, or a record
     * @param <T> type of the entity
     * @return its schema, always the same one
     * @throws MisconfigurationException if the class cannot be stored
     */
    @SuppressWarnings("unchecked")
    public <T> TableSchema<T> of(Class<T> type) {
        return (TableSchema<T>) schemas.computeIfAbsent(type, EntitySchemas::create);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TableSchema<?> create(Class<?> type) {
        if (type.isRecord()) {
            return RecordTableSchema.of((Class) type);
        }
        if (!type.isAnnotationPresent(DynamoDbBean.class) && !type.isAnnotationPresent(DynamoDbImmutable.class)) {
            throw new MisconfigurationException(
                    type.getName() + " is not an entity that can be stored in DynamoDB.",
                    "Make it a record, annotate it with @DynamoDbBean or @DynamoDbImmutable, or declare a bean of type"
                            + " TableSchema<" + type.getSimpleName() + ">.");
        }
        try {
            return TableSchema.fromClass(type);
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw new MisconfigurationException(
                    type.getName() + " cannot be mapped to DynamoDB: " + ex.getMessage(),
                    "Correct the annotations of " + type.getSimpleName() + ".",
                    ex);
        }
    }
}
