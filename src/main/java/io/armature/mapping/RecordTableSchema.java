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
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/**
 * Makes schemas for Java records, which the DynamoDB enhanced client does not map by itself.
 *
 * <p>Every component is an attribute of the component's name. The enhanced client's annotations stand on the components
 * and mean what they mean on the getters of an {@code @DynamoDbBean}. Reading sets components without a stored attribute
 * to {@code null}, primitives to zero, {@code false} or {@code '\0'}, and passes all of them to the canonical constructor.
 *
 * <p>Components may hold documents: records, annotated beans and immutables, alone, in a {@code List} or as values of a
 * {@code Map}, and a record may contain documents of its own type. What cannot be had:
 *
 * <ul>
 *   <li>A record inside an {@code @DynamoDbBean} or {@code @DynamoDbImmutable}: the enhanced client builds the schemas of
 *       those by itself. The outer class has to be a record too, or has to name a converter for the record.
 *   <li>Converter providers for a whole record: {@code @DynamoDbConvertedBy} stands on single components.
 *   <li>Records with type parameters of their own, and {@code Optional}; both can have a converter.
 *   <li>Annotations on a component whose accessor is written out: the compiler drops them. They belong on that accessor.
 * </ul>
 *
 * <p>A record with {@code @DynamoDbImmutable} and the builder that it names is left to the enhanced client.
 */
final class RecordTableSchema {

    private RecordTableSchema() {}

    /**
     * Builds the schema of a record. Takes milliseconds; the schema should be kept.
     *
     * @param type the record
     * @param <R> the record
     * @return the schema, safe for use by concurrent threads
     * @throws MisconfigurationException if the record cannot be mapped as it is declared
     */
    static <R extends Record> TableSchema<R> of(Class<R> type) {
        TableSchema<R> schema = new DocumentSchemas().of(type);
        checkIndexes(type, schema);
        return schema;
    }

    /** Has the SDK check the order of index keys, as it does for beans but not for schemas of immutables built by hand. */
    private static <R> void checkIndexes(Class<R> type, TableSchema<R> schema) {
        try {
            // Any schema around this one is checked with this one's indexes; it is built for nothing else.
            StaticTableSchema.builder(type)
                    .flatten(schema, Function.identity(), (outer, inner) -> {})
                    .build();
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(
                    "The index keys of record " + type.getTypeName() + " are wrong: " + e.getMessage(),
                    "Give each key of an index with several partition or sort keys its order, from FIRST on.",
                    e);
        }
    }
}
