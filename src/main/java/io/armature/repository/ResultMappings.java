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
package io.armature.repository;

import io.armature.mapping.AttributePath;
import io.armature.mapping.Entity;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.mapping.PreferredConstructor;
import org.springframework.data.mapping.model.PreferredConstructorDiscoverer;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Mappings of one query method, one for each class that it returns. Projections are made from the attributes that were
 * fetched, never from a half-filled entity.
 */
final class ResultMappings {

    private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

    private final Entity<?> entity;
    private final TableReads<?> reads;
    private final DynamoDbQueryMethod method;
    private final ProjectionFactory projections;
    private final Map<Class<?>, ResultMapping> mappings = new ConcurrentHashMap<>();

    ResultMappings(Entity<?> entity, TableReads<?> reads, DynamoDbQueryMethod method, ProjectionFactory projections) {
        this.entity = entity;
        this.reads = reads;
        this.method = method;
        this.projections = projections;
    }

    ResultMapping of(ReturnedType type) {
        return mappings.computeIfAbsent(type.getReturnedType(), returned -> create(type));
    }

    private ResultMapping create(ReturnedType type) {
        if (type.getReturnedType().isAssignableFrom(entity.type())) {
            return new ResultMapping(List.of(), reads::toEntity);
        }
        if (!type.isProjecting()) {
            String stored = entity.type().getSimpleName();
            throw method.refusal(
                    "returns " + type.getReturnedType().getSimpleName() + ", which is neither " + stored
                            + " nor a projection of it.",
                    "Return " + stored + ", a record with some of its properties, or an interface with getters.");
        }
        if (type.isInterfaceProjection()) {
            return ofInterface(type);
        }
        return ofClass(type.getReturnedType());
    }

    private ResultMapping ofInterface(ReturnedType type) {
        Class<?> target = type.getReturnedType();
        if (!type.needsCustomConstruction()) {
            // An open projection computes from the entity, so the entity is read whole.
            return new ResultMapping(List.of(), item -> projections.createProjection(target, reads.toEntity(item)));
        }
        Map<String, AttributePath> properties = properties(type.getInputProperties(), target);
        Map<String, Object> missing = primitiveDefaults(target);
        return new ResultMapping(
                attributes(properties),
                item -> projections.createProjection(target, values(properties, missing, item)));
    }

    /** Returns what a primitive getter answers for a missing attribute: zero or false, as records and entities do. */
    private static Map<String, Object> primitiveDefaults(Class<?> target) {
        Map<String, Object> defaults = new HashMap<>();
        for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(target)) {
            Class<?> type = property.getPropertyType();
            if (type != null && type.isPrimitive()) {
                defaults.put(property.getName(), Array.get(Array.newInstance(type, 1), 0));
            }
        }
        return defaults;
    }

    private ResultMapping ofClass(Class<?> target) {
        PreferredConstructor<?, ?> constructor = PreferredConstructorDiscoverer.discover(target);
        if (constructor == null || constructor.getParameterCount() == 0) {
            throw method.refusal(
                    "returns " + target.getName() + ", which has no single constructor with parameters to fill.",
                    "Make it a record, or an interface with getters.");
        }
        Map<String, Class<?>> parameters = new LinkedHashMap<>();
        constructor
                .getParameters()
                .forEach(parameter -> parameters.put(
                        String.valueOf(parameter.getName()),
                        ClassUtils.resolvePrimitiveIfNecessary(parameter.getRawType())));
        Map<String, AttributePath> properties = properties(parameters.keySet(), target);
        properties.forEach((name, path) ->
                checkConvertible(target, name, path.type(), Objects.requireNonNull(parameters.get(name))));
        return new ResultMapping(
                attributes(properties),
                item -> instance(constructor.getConstructor(), parameters, values(properties, Map.of(), item)));
    }

    private void checkConvertible(Class<?> target, String name, Class<?> stored, Class<?> wanted) {
        if (!wanted.isAssignableFrom(stored) && !CONVERSION.canConvert(stored, wanted)) {
            throw method.refusal(
                    "returns " + target.getSimpleName() + " with '" + name + "' as " + wanted.getSimpleName()
                            + ", which " + entity.type().getSimpleName() + " stores as " + stored.getSimpleName() + ".",
                    "Declare it as " + stored.getSimpleName() + ".");
        }
    }

    private static Object instance(
            Constructor<?> constructor, Map<String, Class<?>> parameters, Map<String, Object> values) {
        Object[] arguments = parameters.entrySet().stream()
                .map(parameter -> CONVERSION.convert(values.get(parameter.getKey()), parameter.getValue()))
                .toArray();
        return BeanUtils.instantiateClass(constructor, arguments);
    }

    private Map<String, AttributePath> properties(Collection<String> names, Class<?> target) {
        Map<String, AttributePath> properties = new LinkedHashMap<>();
        for (String name : names) {
            properties.put(
                    name,
                    entity.path(name)
                            .orElseThrow(() -> method.refusal(
                                    "returns " + target.getSimpleName() + " with '" + name + "', which "
                                            + entity.type().getSimpleName() + " does not store.",
                                    "Name the parts of a projection as the entity names them.")));
        }
        return properties;
    }

    private static List<String> attributes(Map<String, AttributePath> properties) {
        return properties.values().stream()
                .map(AttributePath::attribute)
                .distinct()
                .toList();
    }

    private Map<String, Object> values(
            Map<String, AttributePath> properties, Map<String, Object> missing, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> readable = reads.readable(item);
        Map<String, Object> values = new LinkedHashMap<>();
        properties.forEach((name, path) -> {
            AttributeValue value = readable.get(path.attribute());
            values.put(
                    name, value == null || Boolean.TRUE.equals(value.nul()) ? missing.get(name) : path.toValue(value));
        });
        return values;
    }
}
