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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/**
 * The schemas of one entity record and of all documents within it. Not safe for use by concurrent threads; the schemas are.
 *
 * <p>Records are mapped here, annotated beans and immutables by the SDK, which knows no records inside of those.
 */
final class DocumentSchemas {

    private final Map<Class<?>, TableSchema<?>> schemas = new HashMap<>();

    static boolean isDocument(Class<?> type) {
        return type.isRecord()
                || type.isAnnotationPresent(DynamoDbBean.class)
                || type.isAnnotationPresent(DynamoDbImmutable.class);
    }

    /** Returns the schema of a document, or a {@link SchemaReference} to it while it is being built. */
    @SuppressWarnings("unchecked")
    <T> TableSchema<T> of(Class<T> type) {
        TableSchema<?> known = schemas.get(type);
        if (known != null) {
            return (TableSchema<T>) known;
        }
        SchemaReference<T> reference = new SchemaReference<>(type);
        schemas.put(type, reference);
        TableSchema<T> schema = create(type);
        reference.resolve(schema);
        schemas.put(type, schema);
        return schema;
    }

    private <T> TableSchema<T> create(Class<T> type) {
        if (type.isRecord() && !type.isAnnotationPresent(DynamoDbImmutable.class)) {
            return new RecordSchemaBuilder<>(type, this).build();
        }
        try {
            return TableSchema.fromClass(type);
        } catch (RuntimeException e) {
            throw new MisconfigurationException(
                    "The annotated bean or immutable " + type.getTypeName() + ", used in a record, cannot be mapped: "
                            + e.getMessage(),
                    "Correct the class. If it holds a record: the DynamoDB enhanced client maps none there; make the"
                            + " class a record too, or name a converter for the record with @DynamoDbConvertedBy.",
                    e);
        }
    }

    /**
     * Describes a type to the enhanced client, with the schemas of the documents in it.
     *
     * @param type type of a component, or of the elements or values of one
     * @param ignoreNulls whether documents are stored without their null attributes
     * @param preserveEmptyObject whether documents without attributes are read as empty ones rather than as null
     * @return the description, which knows no schema where documents stand in other containers than lists and maps
     */
    EnhancedType<?> describe(Type type, boolean ignoreNulls, boolean preserveEmptyObject) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (List.class.equals(generic.getRawType())) {
                return EnhancedType.listOf(describe(arguments[0], ignoreNulls, preserveEmptyObject));
            }
            if (Map.class.equals(generic.getRawType())) {
                return EnhancedType.mapOf(
                        EnhancedType.of(arguments[0]), describe(arguments[1], ignoreNulls, preserveEmptyObject));
            }
        }
        if (type instanceof Class<?> document && isDocument(document)) {
            return describeDocument(document, ignoreNulls, preserveEmptyObject);
        }
        return EnhancedType.of(type);
    }

    private <T> EnhancedType<T> describeDocument(Class<T> type, boolean ignoreNulls, boolean preserveEmptyObject) {
        return EnhancedType.documentOf(
                type,
                of(type),
                configuration -> configuration.ignoreNulls(ignoreNulls).preserveEmptyObject(preserveEmptyObject));
    }
}
