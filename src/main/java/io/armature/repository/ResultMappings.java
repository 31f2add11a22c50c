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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.data.mapping.InstanceCreatorMetadata;
import org.springframework.data.mapping.PreferredConstructor;
import org.springframework.data.mapping.model.PreferredConstructorDiscoverer;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.ReturnedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Mappings of one query method, one for each class that it returns. Projections are made from the attributes that were
 * fetched, never from a half-filled entity.
 */
final class ResultMappings {

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
        if (!type.isProjecting() || entity.type().equals(type.getReturnedType())) {
            return new ResultMapping(List.of(), reads::toEntity);
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
        return new ResultMapping(
                attributes(properties), item -> projections.createProjection(target, values(properties, item)));
    }

    private ResultMapping ofClass(Class<?> target) {
        PreferredConstructor<?, ?> constructor = PreferredConstructorDiscoverer.discover(target);
        if (constructor == null || constructor.getParameterCount() == 0) {
            throw new UnsupportedQueryException(
                    method.method(),
                    "returns " + target.getName() + ", which has no single constructor with parameters to fill.",
                    "Make it a record, or an interface with getters.");
        }
        List<String> names = constructor.getParameters().stream()
                .map(parameter -> String.valueOf(parameter.getName()))
                .toList();
        Map<String, AttributePath> properties = properties(names, target);
        return new ResultMapping(attributes(properties), item -> instance(constructor, values(properties, item)));
    }

    private Object instance(InstanceCreatorMetadata<?> creator, Map<String, Object> values) {
        PreferredConstructor<?, ?> constructor = (PreferredConstructor<?, ?>) creator;
        Object[] arguments = creator.getParameters().stream()
                .map(parameter -> values.get(String.valueOf(parameter.getName())))
                .toArray();
        return BeanUtils.instantiateClass(constructor.getConstructor(), arguments);
    }

    private Map<String, AttributePath> properties(List<String> names, Class<?> target) {
        Map<String, AttributePath> properties = new LinkedHashMap<>();
        for (String name : names) {
            properties.put(
                    name,
                    entity.path(name)
                            .orElseThrow(() -> new UnsupportedQueryException(
                                    method.method(),
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

    private Map<String, Object> values(Map<String, AttributePath> properties, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> readable = reads.readable(item);
        Map<String, Object> values = new LinkedHashMap<>();
        properties.forEach((name, path) -> {
            AttributeValue value = readable.get(path.attribute());
            values.put(name, value == null || Boolean.TRUE.equals(value.nul()) ? null : path.toValue(value));
        });
        return values;
    }
}
