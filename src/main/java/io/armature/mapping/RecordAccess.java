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
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mapping.MappingException;

/**
 * Reads the components of a record and calls its canonical constructor, through method handles that are made once.
 *
 * <p>The components' values travel in an {@code Object[]} in the order of their declaration.
 *
 * @param <R> type of the record
 */
final class RecordAccess<R> {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final Class<R> type;

    private final RecordComponent[] components;

    private final MethodHandle[] getters;

    private final MethodHandle constructor;

    private final @Nullable Object[] defaults;

    RecordAccess(Class<R> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        try {
            MethodHandles.Lookup lookup = lookupIn(type);
            this.getters = new MethodHandle[components.length];
            for (int i = 0; i < components.length; i++) {
                getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            this.constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types))
                    // A record whose last component is declared with "..." has a constructor that would collect.
                    .asFixedArity()
                    .asSpreader(Object[].class, components.length)
                    .asType(CONSTRUCTOR);
            this.defaults = Arrays.stream(types).map(RecordAccess::defaultOf).toArray();
        } catch (ReflectiveOperationException e) {
            throw new MisconfigurationException(
                    "Record " + type.getTypeName() + " is not accessible",
                    "Open its package in the module-info.java of its module: opens " + type.getPackageName() + ";",
                    e);
        }
    }

    private static MethodHandles.Lookup lookupIn(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            // A public record of an exported package can be used nevertheless.
            return MethodHandles.publicLookup();
        }
    }

    private static @Nullable Object defaultOf(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    RecordComponent[] components() {
        return components;
    }

    @Nullable
    Object[] newValues() {
        return defaults.clone();
    }

    Function<R, @Nullable Object> getter(int index) {
        MethodHandle getter = getters[index];
        return instance -> read(getter, instance);
    }

    BiConsumer<@Nullable Object[], @Nullable Object> setter(int index) {
        return (values, value) -> values[index] = value;
    }

    private static @Nullable Object read(MethodHandle getter, Object instance) {
        try {
            return (Object) getter.invokeExact(instance);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("An accessor threw a checked exception", e);
        }
    }

    @SuppressWarnings("unchecked")
    R create(@Nullable Object[] values) {
        try {
            return (R) (Object) constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MappingException(
                    "A stored item could not be read as record " + type.getTypeName() + ": its constructor threw "
                            + e.getClass().getSimpleName()
                            + " (components without a stored attribute are null, or zero if primitive)",
                    e);
        }
    }
}
