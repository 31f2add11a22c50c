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

import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/**
 * Finds the attribute of a property. A schema knows attributes only, so the annotations are read again, on the getter, the
 * setter and the builder's setter, in the forms that beans, immutables and records have.
 */
final class AttributePaths {

    private final EntitySchemas schemas;

    AttributePaths(EntitySchemas schemas) {
        this.schemas = schemas;
    }

    /** Returns the path of a property, dots leading into documents, or {@code null} if the class has no such one. */
    @Nullable
    AttributePath find(Class<?> entityType, TableSchema<?> schema, String property) {
        List<String> names = new ArrayList<>();
        Class<?> owner = entityType;
        TableSchema<?> ownerSchema = schema;
        String[] segments = StringUtils.delimitedListToStringArray(property, ".");
        for (int i = 0; i < segments.length - 1; i++) {
            Class<?> type = propertyType(owner, segments[i]);
            if (type == null || !isDocument(owner, segments[i], type)) {
                return null;
            }
            if (annotation(owner, segments[i], DynamoDbFlatten.class) == null) {
                names.add(attributeName(owner, segments[i]));
                ownerSchema = schemas.of(type);
            }
            owner = type;
        }
        String name = attributeName(owner, segments[segments.length - 1]);
        names.add(name);
        return ownerSchema.attributeNames().contains(name)
                ? path(names, ownerSchema.converterForAttribute(name))
                : null;
    }

    private static AttributePath path(List<String> names, AttributeConverter<?> converter) {
        return new AttributePath(names, converter.type().rawClass(), converter);
    }

    private static boolean isDocument(Class<?> owner, String property, Class<?> type) {
        // What a converter makes of a document has no attributes inside, or others than the document's class.
        return DocumentSchemas.isDocument(type) && annotation(owner, property, DynamoDbConvertedBy.class) == null;
    }

    static String attributeName(Class<?> owner, String property) {
        DynamoDbAttribute named = annotation(owner, property, DynamoDbAttribute.class);
        return named == null ? property : named.value();
    }

    private static @Nullable Class<?> propertyType(Class<?> owner, String property) {
        return accessors(owner, property).stream()
                .filter(method -> method.getParameterCount() == 0)
                .findFirst()
                .<Class<?>>map(Method::getReturnType)
                .orElse(null);
    }

    static <A extends Annotation> @Nullable A annotation(Class<?> owner, String property, Class<A> type) {
        for (Method method : accessors(owner, property)) {
            A found = method.getAnnotation(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<Method> accessors(Class<?> owner, String property) {
        List<Method> found = new ArrayList<>();
        collect(owner, property, found);
        DynamoDbImmutable immutable = owner.getAnnotation(DynamoDbImmutable.class);
        if (immutable != null) {
            collect(immutable.builder(), property, found);
        }
        return found;
    }

    private static void collect(Class<?> type, String property, List<Method> found) {
        for (Method method : type.isRecord() ? type.getDeclaredMethods() : type.getMethods()) {
            if (method.getParameterCount() <= 1 && property.equals(propertyOf(method))) {
                found.add(method);
            }
        }
    }

    /** Returns the property that an accessor's name tells, or its name if it begins with neither get, is nor set. */
    static String propertyOf(Method method) {
        String name = method.getName();
        for (String prefix : List.of("get", "is", "set")) {
            if (name.startsWith(prefix)
                    && name.length() > prefix.length()
                    && Character.isUpperCase(name.charAt(prefix.length()))) {
                return Introspector.decapitalize(name.substring(prefix.length()));
            }
        }
        return name;
    }
}
