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
import io.armature.encryption.Encrypted;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/**
 * Looks for {@link Encrypted} where the schema takes no notice of it, so that the value would be stored as plaintext and
 * nobody would know. Not safe for use by concurrent threads; one entity class, one instance.
 */
final class EncryptedDeclarations {

    /** Types of types that are followed; deeper ones only come from type variables that are bound to themselves. */
    private static final int DEEPEST_TYPE = 16;

    private static final List<String> LIBRARIES = List.of("java.", "javax.", "kotlin.", "software.amazon.awssdk.");

    private final Class<?> entity;

    private final Set<String> reported;

    private final Set<Class<?>> flattened = new HashSet<>();

    private final Set<Class<?>> nested = new HashSet<>();

    private EncryptedDeclarations(Class<?> entity, Set<String> reported) {
        this.entity = entity;
        this.reported = reported;
    }

    /**
     * Refuses declarations that have no effect.
     *
     * @param entity class of the entity
     * @param reported the attributes that its schema reports as encrypted
     */
    static void check(Class<?> entity, Set<String> reported) {
        new EncryptedDeclarations(entity, reported).checkTopLevel(entity);
    }

    /** Checks a class whose members are attributes of the item. */
    private void checkTopLevel(Class<?> type) {
        if (!flattened.add(type)) {
            return;
        }
        for (String property : encryptedProperties(type)) {
            if (names(type, property).noneMatch(reported::contains)) {
                throw refusal(
                        type,
                        property,
                        "its schema does not report that as encrypted, so it would be stored as plaintext",
                        "Put @Encrypted on a record component, or on the public getter or setter that the enhanced"
                                + " client maps, of a property that is neither ignored nor flattened. A schema that is"
                                + " built by hand needs the tag EncryptedAttributes.tag() on the attribute.");
            }
        }
        for (DocumentProperty property : DocumentProperty.of(type)) {
            if (property.flattened()) {
                classes(property.type(), 0).filter(DocumentSchemas::isDocument).forEach(this::checkTopLevel);
            } else if (!reported.contains(property.attribute())) {
                classes(property.type(), 0).forEach(this::checkNested);
            }
        }
    }

    /** Checks a class whose members are inside a document. */
    private void checkNested(Class<?> type) {
        if (!isApplications(type) || !nested.add(type)) {
            return;
        }
        for (String property : encryptedProperties(type)) {
            throw refusal(
                    type,
                    property,
                    "it stands inside a document of " + entity.getName() + " and would be stored as plaintext",
                    "Put @Encrypted on the property of " + entity.getSimpleName()
                            + " that holds the document: it is encrypted with all that is in it.");
        }
        for (DocumentProperty property : DocumentProperty.of(type)) {
            classes(property.type(), 0).forEach(this::checkNested);
        }
    }

    private MisconfigurationException refusal(Class<?> type, String property, String why, String action) {
        return new MisconfigurationException(
                type.getName() + " declares '" + property + "' as @Encrypted, but " + why + ".", action);
    }

    /** A property's attribute: beans and immutables of the enhanced client differ in how they spell "getURL". */
    private static Stream<String> names(Class<?> owner, String property) {
        return Stream.of(property, StringUtils.uncapitalize(property))
                .map(name -> AttributePaths.attributeName(owner, name));
    }

    private static Set<String> encryptedProperties(Class<?> type) {
        Set<String> properties = new TreeSet<>();
        for (Class<?> declaring : hierarchy(type)) {
            Set<String> components = new HashSet<>();
            if (declaring.isRecord()) {
                for (RecordComponent component : declaring.getRecordComponents()) {
                    components.add(component.getName());
                    if (component.isAnnotationPresent(Encrypted.class)) {
                        properties.add(component.getName());
                    }
                }
            }
            for (Method method : declaring.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Encrypted.class)) {
                    boolean component = components.contains(method.getName());
                    properties.add(component ? method.getName() : AttributePaths.propertyOf(method));
                }
            }
        }
        return properties;
    }

    /** Returns a class, its builder, and all that they extend or implement. */
    private static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        addHierarchy(type, found);
        DynamoDbImmutable immutable = type.getAnnotation(DynamoDbImmutable.class);
        if (immutable != null) {
            addHierarchy(immutable.builder(), found);
        }
        return found;
    }

    private static void addHierarchy(Class<?> type, Set<Class<?>> found) {
        if (isApplications(type) && found.add(type)) {
            Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                    .forEach(above -> addHierarchy(above, found));
        }
    }

    private static Stream<Class<?>> classes(ResolvableType type, int depth) {
        if (depth > DEEPEST_TYPE) {
            return Stream.empty();
        }
        Stream<ResolvableType> parts = Stream.concat(
                Arrays.stream(type.getGenerics()),
                type.isArray() ? Stream.of(type.getComponentType()) : Stream.empty());
        return Stream.concat(
                Stream.<Class<?>>ofNullable(type.resolve()), parts.flatMap(part -> classes(part, depth + 1)));
    }

    private static boolean isApplications(Class<?> type) {
        return !type.isPrimitive() && !type.isArray() && LIBRARIES.stream().noneMatch(type.getName()::startsWith);
    }
}
