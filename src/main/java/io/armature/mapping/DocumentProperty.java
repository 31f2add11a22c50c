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

import java.beans.Transient;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/**
 * What a record, a bean or an immutable holds and stores, as far as its declaration tells.
 *
 * @param attribute name of the attribute, or of the property if it is flattened
 * @param type type of its values
 * @param flattened whether its members stand beside it instead of inside it
 */
record DocumentProperty(String attribute, ResolvableType type, boolean flattened) {

    /** Accessors of builders; what they return is no part of the document. */
    private static final Set<String> BUILDERS = Set.of("toBuilder", "builder");

    /** Returns the properties of a class that are not ignored. */
    static List<DocumentProperty> of(Class<?> owner) {
        return owner.isRecord() && !owner.isAnnotationPresent(DynamoDbImmutable.class)
                ? ofRecord(owner)
                : ofAccessors(owner);
    }

    private static List<DocumentProperty> ofRecord(Class<?> owner) {
        List<DocumentProperty> properties = new ArrayList<>();
        Arrays.stream(owner.getRecordComponents()).forEach(component -> {
            ComponentAnnotations annotations = new ComponentAnnotations(component);
            if (!annotations.ignored()) {
                properties.add(new DocumentProperty(
                        annotations.attributeName(),
                        ResolvableType.forType(component.getGenericType()),
                        annotations.has(DynamoDbFlatten.class)));
            }
        });
        return properties;
    }

    private static List<DocumentProperty> ofAccessors(Class<?> owner) {
        boolean immutable = owner.isAnnotationPresent(DynamoDbImmutable.class);
        List<DocumentProperty> properties = new ArrayList<>();
        for (Method method : owner.getMethods()) {
            String property = AttributePaths.propertyOf(method);
            if (isAccessor(owner, method, immutable) && !isIgnored(owner, property)) {
                properties.add(new DocumentProperty(
                        AttributePaths.attributeName(owner, property),
                        ResolvableType.forMethodReturnType(method, owner),
                        has(owner, property, DynamoDbFlatten.class)));
            }
        }
        return properties;
    }

    private static boolean isAccessor(Class<?> owner, Method method, boolean immutable) {
        return method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && (immutable
                        ? !BUILDERS.contains(method.getName())
                        : !AttributePaths.propertyOf(method).equals(method.getName())
                                && hasSetter(owner, AttributePaths.propertyOf(method)));
    }

    /** The enhanced client takes no notice of a bean's property that nobody can set. */
    private static boolean hasSetter(Class<?> owner, String property) {
        return Arrays.stream(owner.getMethods())
                .anyMatch(method -> method.getParameterCount() == 1
                        && method.getName().startsWith("set")
                        && AttributePaths.propertyOf(method).equals(property));
    }

    private static boolean isIgnored(Class<?> owner, String property) {
        return Stream.of(DynamoDbIgnore.class, Transient.class).anyMatch(type -> has(owner, property, type));
    }

    private static boolean has(Class<?> owner, String property, Class<? extends Annotation> type) {
        return AttributePaths.annotation(owner, property, type) != null;
    }
}
