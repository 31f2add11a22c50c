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
import java.beans.PropertyDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.ClassUtils;

/** Reads and creates ids of one type. The values are named by key attribute. */
sealed interface IdAccess<ID> {

    @Nullable
    Object value(ID id, String attribute);

    ID create(Map<String, Object> values);

    static List<String> propertiesOf(Class<?> idType) {
        return idType.isRecord()
                ? Arrays.stream(idType.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : Arrays.stream(BeanUtils.getPropertyDescriptors(idType))
                        .filter(property -> property.getReadMethod() != null && property.getWriteMethod() != null)
                        .map(PropertyDescriptor::getName)
                        .toList();
    }

    static <ID> IdAccess<ID> composite(Class<ID> idType, Map<String, String> propertiesByAttribute) {
        return idType.isRecord()
                ? RecordId.of(idType, propertiesByAttribute)
                : BeanId.of(idType, propertiesByAttribute);
    }

    /** Adapts an accessor once, so that a call needs no conversion of its own. */
    private static MethodHandle getter(Method method) throws IllegalAccessException {
        makeAccessible(method, method.getDeclaringClass());
        return MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class));
    }

    private static void makeAccessible(AccessibleObject member, Class<?> idType) {
        if (!member.trySetAccessible()) {
            throw new MisconfigurationException(
                    "The members of id type " + idType.getName() + " are not accessible.",
                    "Make it public, or open its package in module-info.java.");
        }
    }

    private static @Nullable Object get(@Nullable MethodHandle getter, Object id) {
        try {
            return (Object) Objects.requireNonNull(getter).invokeExact(id);
        } catch (RuntimeException | Error ex) {
            throw ex;
        } catch (Throwable ex) {
            throw new IllegalStateException("An accessor of the id type failed", ex);
        }
    }

    /** The id is the partition key itself. */
    record Single<ID>(Class<ID> idType, String attribute) implements IdAccess<ID> {

        @Override
        public Object value(ID id, String attribute) {
            return id;
        }

        @Override
        @SuppressWarnings("unchecked")
        public ID create(Map<String, Object> values) {
            Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(idType);
            Object id = DefaultConversionService.getSharedInstance().convert(values.get(attribute), boxed);
            return (ID) Objects.requireNonNull(id);
        }
    }

    /** The id is a record. */
    record RecordId<ID>(Map<String, MethodHandle> getters, List<String> attributes, Constructor<ID> constructor)
            implements IdAccess<ID> {

        static <ID> RecordId<ID> of(Class<ID> idType, Map<String, String> propertiesByAttribute) {
            RecordComponent[] components = idType.getRecordComponents();
            Map<String, MethodHandle> getters = new LinkedHashMap<>();
            List<String> attributes = Arrays.stream(components)
                    .map(component -> attributeOf(component.getName(), propertiesByAttribute))
                    .toList();
            try {
                for (int i = 0; i < components.length; i++) {
                    getters.put(attributes.get(i), getter(components[i].getAccessor()));
                }
                Constructor<ID> constructor = idType.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                makeAccessible(constructor, idType);
                return new RecordId<>(getters, attributes, constructor);
            } catch (ReflectiveOperationException ex) {
                throw new IllegalStateException("Id type " + idType.getName() + " cannot be read", ex);
            }
        }

        private static String attributeOf(String property, Map<String, String> propertiesByAttribute) {
            return propertiesByAttribute.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(property))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new MisconfigurationException(
                            "Component '" + property + "' of the id type is no key of the table.",
                            "Leave only the table's keys in the id type."));
        }

        @Override
        public @Nullable Object value(ID id, String attribute) {
            return get(getters.get(attribute), id);
        }

        @Override
        public ID create(Map<String, Object> values) {
            return BeanUtils.instantiateClass(
                    constructor, attributes.stream().map(values::get).toArray());
        }
    }

    /** The id is a bean with a constructor without parameters. */
    record BeanId<ID>(Class<ID> idType, Map<String, MethodHandle> getters, Map<String, String> propertiesByAttribute)
            implements IdAccess<ID> {

        static <ID> BeanId<ID> of(Class<ID> idType, Map<String, String> propertiesByAttribute) {
            Map<String, MethodHandle> getters = new LinkedHashMap<>();
            propertiesByAttribute.forEach((attribute, property) -> {
                PropertyDescriptor descriptor =
                        Objects.requireNonNull(BeanUtils.getPropertyDescriptor(idType, property), property);
                try {
                    getters.put(attribute, getter(descriptor.getReadMethod()));
                } catch (IllegalAccessException ex) {
                    throw new IllegalStateException("Id type " + idType.getName() + " cannot be read", ex);
                }
            });
            return new BeanId<>(idType, getters, propertiesByAttribute);
        }

        @Override
        public @Nullable Object value(ID id, String attribute) {
            return get(getters.get(attribute), id);
        }

        @Override
        public ID create(Map<String, Object> values) {
            BeanWrapper id = new BeanWrapperImpl(BeanUtils.instantiateClass(idType));
            propertiesByAttribute.forEach(
                    (attribute, property) -> id.setPropertyValue(property, values.get(attribute)));
            return idType.cast(id.getWrappedInstance());
        }
    }
}
