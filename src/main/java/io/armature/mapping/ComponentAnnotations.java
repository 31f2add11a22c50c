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
import java.beans.Transient;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.BeanTableSchemaAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnoreNulls;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPreserveEmptyObject;

/**
 * The enhanced client's annotations on a record component: those of its accessor, to which the compiler hands annotations
 * for methods, and those of the component itself.
 */
final class ComponentAnnotations {

    private static final String TAG_METHOD = "attributeTagFor";

    /** Annotations that say alone what happens with a component. */
    private static final Set<Class<? extends Annotation>> EXCLUSIVE =
            Set.of(DynamoDbIgnore.class, Transient.class, DynamoDbFlatten.class);

    private static final Set<Class<? extends Annotation>> ATTRIBUTE = Set.of(
            DynamoDbAttribute.class,
            DynamoDbConvertedBy.class,
            DynamoDbIgnoreNulls.class,
            DynamoDbPreserveEmptyObject.class);

    private final RecordComponent component;

    private final Collection<Annotation> annotations;

    ComponentAnnotations(RecordComponent component) {
        this.component = component;
        this.annotations = Stream.of(component.getAccessor(), component)
                .map(AnnotatedElement::getAnnotations)
                .flatMap(Stream::of)
                .flatMap(ComponentAnnotations::expand)
                // An annotation that fits methods and components stands on both.
                .collect(Collectors.toCollection(LinkedHashSet::new));
        checkCombination();
    }

    private static Stream<Annotation> expand(Annotation annotation) {
        return AnnotationUtils.getValue(annotation) instanceof Annotation[] repeated
                ? Stream.of(repeated)
                : Stream.of(annotation);
    }

    private void checkCombination() {
        List<String> names = annotations.stream()
                .map(Annotation::annotationType)
                .filter(type -> EXCLUSIVE.contains(type) || ATTRIBUTE.contains(type) || isTag(type))
                .map(type -> "@" + type.getSimpleName())
                .toList();
        if (names.size() > 1 && EXCLUSIVE.stream().anyMatch(this::has)) {
            throw refusal(
                    "carries " + String.join(" and ", names) + ", which contradict each other",
                    "Keep one of them. A component that is ignored or flattened is no attribute by itself; annotate"
                            + " the components of the flattened type instead.",
                    null);
        }
    }

    private static boolean isTag(Class<? extends Annotation> type) {
        return type.isAnnotationPresent(BeanTableSchemaAttributeTag.class);
    }

    boolean has(Class<? extends Annotation> type) {
        return find(type).isPresent();
    }

    boolean ignored() {
        return has(DynamoDbIgnore.class) || has(Transient.class);
    }

    String attributeName() {
        return find(DynamoDbAttribute.class).map(DynamoDbAttribute::value).orElseGet(component::getName);
    }

    <A extends Annotation> Optional<A> find(Class<A> type) {
        return annotations.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    List<StaticAttributeTag> tags() {
        return annotations.stream()
                .filter(annotation -> isTag(annotation.annotationType()))
                .map(this::tag)
                .toList();
    }

    private StaticAttributeTag tag(Annotation annotation) {
        Class<?> source = annotation
                .annotationType()
                .getAnnotation(BeanTableSchemaAttributeTag.class)
                .value();
        try {
            Method method = source.getDeclaredMethod(TAG_METHOD, annotation.annotationType());
            method.trySetAccessible();
            return (StaticAttributeTag) method.invoke(null, annotation);
        } catch (InvocationTargetException e) {
            throw tagRefusal(annotation, source, Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw tagRefusal(annotation, source, e);
        }
    }

    private MisconfigurationException tagRefusal(Annotation annotation, Class<?> source, Throwable cause) {
        return refusal(
                "carries @" + annotation.annotationType().getSimpleName() + ", for which " + source.getTypeName()
                        + " made no tag: " + cause.getMessage(),
                "Correct the annotation's values. Its tag class needs a static method " + TAG_METHOD
                        + " that takes the annotation and returns a StaticAttributeTag.",
                cause);
    }

    MisconfigurationException refusal(String problem, String action, @Nullable Throwable cause) {
        return new MisconfigurationException(
                "Component " + component.getName() + " of record "
                        + component.getDeclaringRecord().getTypeName() + " " + problem,
                action,
                cause);
    }
}
