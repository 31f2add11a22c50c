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
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnoreNulls;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPreserveEmptyObject;

/**
 * Builds the schema of one record. Its "builder" in the sense of the enhanced client is the array of component values.
 *
 * @param <R> type of the record
 */
final class RecordSchemaBuilder<R> {

    private static final Type[] STRING_TO_STRING = {String.class, String.class};

    private final Class<R> type;

    private final DocumentSchemas documents;

    private final RecordAccess<R> access;

    private final StaticImmutableTableSchema.Builder<R, Object[]> builder;

    private boolean mapFlattened;

    RecordSchemaBuilder(Class<R> type, DocumentSchemas documents) {
        if (type.isAnnotationPresent(DynamoDbBean.class)) {
            throw new MisconfigurationException(
                    "Record " + type.getTypeName() + " carries @DynamoDbBean, but is no bean",
                    "Remove the annotation: records need none. Converters are named by @DynamoDbConvertedBy on the"
                            + " components.");
        }
        this.type = type;
        this.documents = documents;
        this.access = new RecordAccess<>(type);
        this.builder = StaticImmutableTableSchema.builder(type, Object[].class)
                .newItemBuilder(access::newValues, access::create)
                .attributes(List.of());
    }

    TableSchema<R> build() {
        RecordComponent[] components = access.components();
        for (int i = 0; i < components.length; i++) {
            ComponentAnnotations annotations = new ComponentAnnotations(components[i]);
            if (annotations.has(DynamoDbFlatten.class)) {
                flatten(components[i], i, annotations);
            } else if (!annotations.ignored()) {
                builder.addAttribute(attribute(components[i], i, annotations));
            }
        }
        try {
            return builder.build();
        } catch (RuntimeException e) {
            throw new MisconfigurationException(
                    "Record " + type.getTypeName() + " cannot be mapped to an item: " + e.getMessage(),
                    "Correct the annotations of the component of that attribute; each attribute, those of flattened"
                            + " documents included, needs a name of its own.",
                    e);
        }
    }

    private ImmutableAttribute<R, Object[], ?> attribute(
            RecordComponent component, int index, ComponentAnnotations annotations) {
        ConvertedType<Object> converted = convert(component, annotations);
        return ImmutableAttribute.builder(EnhancedType.of(type), EnhancedType.of(Object[].class), converted.type())
                .name(annotations.attributeName())
                .getter(access.getter(index))
                .setter(access.setter(index))
                .attributeConverter(converted.converter())
                .tags(annotations.tags())
                .build();
    }

    @SuppressWarnings("unchecked")
    private ConvertedType<Object> convert(RecordComponent component, ComponentAnnotations annotations) {
        Type declared = component.getGenericType();
        try {
            Optional<DynamoDbConvertedBy> convertedBy = annotations.find(DynamoDbConvertedBy.class);
            if (convertedBy.isPresent()) {
                return new ConvertedType<>(
                        (EnhancedType<Object>) EnhancedType.of(declared), (AttributeConverter<Object>)
                                BeanUtils.instantiateClass(convertedBy.get().value()));
            }
            EnhancedType<Object> described = (EnhancedType<Object>) documents.describe(
                    declared,
                    annotations.has(DynamoDbIgnoreNulls.class),
                    annotations.has(DynamoDbPreserveEmptyObject.class));
            return new ConvertedType<>(
                    described, AttributeConverterProvider.defaultProvider().converterFor(described));
        } catch (MisconfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw annotations.refusal(
                    "has the type " + declared.getTypeName() + ", for which there is no converter: " + e.getMessage(),
                    "Use a type that the DynamoDB enhanced client converts, name a converter with"
                            + " @DynamoDbConvertedBy, or leave the component out with @DynamoDbIgnore. Documents may"
                            + " stand alone, in a List or as values of a Map.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private void flatten(RecordComponent component, int index, ComponentAnnotations annotations) {
        Class<?> flattened = component.getType();
        if (DocumentSchemas.isDocument(flattened)) {
            flattenDocument((Class<Object>) flattened, index, annotations);
        } else if (!mapFlattened && isMapOfStrings(component.getGenericType())) {
            mapFlattened = true;
            Function<R, ?> getter = access.getter(index);
            BiConsumer<@Nullable Object[], @Nullable Object> setter = access.setter(index);
            builder.flatten(component.getName(), item -> (Map<String, String>) getter.apply(item), setter::accept);
        } else {
            throw annotations.refusal(
                    "of the type " + component.getGenericType().getTypeName() + " cannot be flattened",
                    "Only records, annotated beans or immutables, and one Map<String, String> can be flattened."
                            + " Remove @DynamoDbFlatten.",
                    null);
        }
    }

    private <D> void flattenDocument(Class<D> flattened, int index, ComponentAnnotations annotations) {
        TableSchema<D> schema = documents.of(flattened);
        if (schema instanceof SchemaReference) {
            throw annotations.refusal(
                    "is flattened into a record that it contains itself",
                    "Remove @DynamoDbFlatten: a document within a document of its own type is stored nested.",
                    null);
        }
        Function<R, ?> getter = access.getter(index);
        BiConsumer<@Nullable Object[], @Nullable Object> setter = access.setter(index);
        builder.flatten(schema, item -> flattened.cast(getter.apply(item)), setter::accept);
    }

    private static boolean isMapOfStrings(Type type) {
        return type instanceof ParameterizedType generic
                && Map.class.equals(generic.getRawType())
                && Arrays.equals(STRING_TO_STRING, generic.getActualTypeArguments());
    }

    private record ConvertedType<T>(EnhancedType<T> type, AttributeConverter<T> converter) {}
}
