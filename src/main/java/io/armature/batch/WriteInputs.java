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
package io.armature.batch;

import io.armature.client.ItemSizes;
import io.armature.client.MisconfigurationException;
import io.armature.mapping.Entities;
import io.armature.mapping.Entity;
import io.armature.mapping.KeyValues;
import io.armature.resilience.FailureClassification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns what a stream of writes gives into inputs of a job. Confined to one thread. */
final class WriteInputs implements Inputs {

    private final Entities entities;

    private final EntityMapping mapping;

    private final TableKeys keys;

    private final Map<Class<?>, Entity<?>> known = new HashMap<>();

    WriteInputs(Entities entities, EntityMapping mapping, TableKeys keys) {
        this.entities = entities;
        this.mapping = mapping;
        this.keys = keys;
    }

    @Override
    public Input of(long position, Object origin) {
        String table = null;
        try {
            Assert.notNull(origin, "The stream has a null in place of an item.");
            if (origin instanceof BatchWrite.PutItem put) {
                table = put.table();
                return put(position, origin, table, keys.of(table), new Operation.Put(put.item()), put.item());
            }
            if (origin instanceof BatchWrite.PutItemIfAbsent put) {
                table = put.table();
                List<String> names = keys.of(table);
                return put(position, origin, table, names, Operation.putIfAbsent(table, names, put.item()), put.item());
            }
            if (origin instanceof BatchWrite.Invalid invalid) {
                throw new IllegalArgumentException(invalid.reason());
            }
            if (origin instanceof BatchWrite.DeleteItem delete) {
                table = delete.table();
                return delete(position, origin, table, keys.of(table), delete.key());
            }
            Object item = entityIn(origin);
            Entity<Object> entity = entityOf(item);
            table = entity.tableName();
            if (origin instanceof BatchWrite.DeleteEntity) {
                return delete(position, origin, table, entity.keys(), entity.keyOf(item));
            }
            Operation operation = origin instanceof BatchWrite.PutEntityIfAbsent
                    ? mapping.toOperationIfAbsent(entity, item)
                    : mapping.toOperation(entity, item);
            return put(position, origin, table, entity.keys(), operation, Operation.itemOf(operation));
        } catch (RuntimeException ex) {
            return new RejectedInput(position, origin, table, reason(ex), ex);
        }
    }

    private static Object entityIn(Object origin) {
        if (origin instanceof BatchWrite.DeleteEntity delete) {
            return delete.entity();
        }
        return origin instanceof BatchWrite.PutEntityIfAbsent put ? put.entity() : origin;
    }

    @SuppressWarnings("unchecked")
    private Entity<Object> entityOf(Object item) {
        return (Entity<Object>) known.computeIfAbsent(item.getClass(), type -> entities.get(mappedClass(type)));
    }

    /** Finds the class that is mapped, of which a proxy or an anonymous class is only a subclass. */
    private static Class<?> mappedClass(Class<?> type) {
        for (Class<?> mapped = type; mapped != null; mapped = mapped.getSuperclass()) {
            if (mapped.isRecord()
                    || mapped.getDeclaredAnnotation(DynamoDbBean.class) != null
                    || mapped.getDeclaredAnnotation(DynamoDbImmutable.class) != null) {
                return mapped;
            }
        }
        return type;
    }

    private static Input put(
            long position,
            Object origin,
            String table,
            List<String> keys,
            Operation operation,
            Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = key(table, keys, item);
        long size = ItemSizes.of(item);
        if (size > ItemSizes.MAXIMUM) {
            return new RejectedInput(
                    position,
                    origin,
                    table,
                    FailureReason.TOO_LARGE,
                    new IllegalArgumentException("The item has " + size + " bytes, and DynamoDB stores "
                            + ItemSizes.MAXIMUM + " at most. Its largest attributes: " + ItemSizes.largest(item, 3)));
        }
        return new WorkItem(position, origin, table, first(key), key, operation, size);
    }

    private static Input delete(
            long position, Object origin, String table, List<String> keys, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = key(table, keys, item);
        return new WorkItem(position, origin, table, first(key), key, new Operation.Delete(), ItemSizes.of(key));
    }

    private static AttributeValue first(Map<String, AttributeValue> key) {
        return key.values().iterator().next();
    }

    /** Takes the key out of an item, which also says what DynamoDB would only say of a whole batch. */
    private static Map<String, AttributeValue> key(String table, List<String> keys, Map<String, AttributeValue> item) {
        if (keys.size() == 1) {
            return Map.of(keys.get(0), keyValue(table, keys.get(0), item.get(keys.get(0))));
        }
        Map<String, AttributeValue> key = new LinkedHashMap<>(4);
        keys.forEach(name -> key.put(name, keyValue(table, name, item.get(name))));
        return key;
    }

    private static AttributeValue keyValue(String table, String name, @Nullable AttributeValue value) {
        if (value == null || Boolean.TRUE.equals(value.nul())) {
            throw new IllegalArgumentException(
                    "The item has no '" + name + "', which is a key of table '" + table + "'.");
        }
        boolean empty = value.s() != null && value.s().isEmpty()
                || value.b() != null && value.b().asByteArrayUnsafe().length == 0;
        if (empty) {
            throw new IllegalArgumentException(
                    "The item's '" + name + "' is empty, and it is a key of table '" + table + "'.");
        }
        return KeyValues.canonical(value);
    }

    private static FailureReason reason(RuntimeException failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof MisconfigurationException) {
            return FailureReason.INVALID;
        }
        return switch (FailureClassification.of(failure).kind()) {
            case MISSING -> FailureReason.TABLE_MISSING;
            case DENIED -> FailureReason.ACCESS_DENIED;
            case OUTAGE, NOT_SENT, REFUSED -> FailureReason.OUTAGE;
            case THROTTLED -> FailureReason.THROTTLED;
            default -> FailureReason.OTHER;
        };
    }
}
