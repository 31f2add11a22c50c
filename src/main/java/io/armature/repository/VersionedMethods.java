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

import io.armature.client.MisconfigurationException;
import io.armature.mapping.Entity;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.util.Assert;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The methods of a repository that depend on the version of its entity.
 *
 * @param entity the entity
 * @param writes saves and deletes, {@code null} if the entity has no version
 * @param updates updates, {@code null} if the entity has no version
 * @param counter counts the writes
 */
record VersionedMethods<T>(
        Entity<T> entity,
        @Nullable VersionedWrites<T> writes,
        @Nullable OptimisticUpdate<T> updates,
        WriteCounter counter) {

    private static final Set<String> UPDATES = Set.of("update", "updateIfPresent", "updateOrCreate");

    /**
     * Refuses a repository that declares an update again although its entity has no version.
     *
     * @throws MisconfigurationException if it does
     */
    void check(Class<?> repositoryInterface) {
        if (updates == null) {
            Arrays.stream(repositoryInterface.getMethods())
                    .filter(method -> method.getDeclaringClass() != DynamoDbRepository.class)
                    .filter(method -> UPDATES.contains(method.getName()) && takesAChange(method))
                    .findFirst()
                    .ifPresent(method -> {
                        throw unversioned(method.getDeclaringClass().getSimpleName() + "." + method.getName());
                    });
        }
    }

    private static boolean takesAChange(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(UnaryOperator.class);
    }

    T save(T item, TableWrites<T> unversioned) {
        return writes == null ? unversioned.save(item) : writes.save(item);
    }

    void delete(T item, @Nullable Expression condition, TableWrites<T> unversioned) {
        if (writes == null || condition == null) {
            unversioned.delete(entity.keyOf(item), condition);
        } else {
            writes.delete(item, condition);
        }
    }

    T update(Map<String, AttributeValue> key, UnaryOperator<T> change) {
        T updated = required("update").run("update", key, null, notNull(change));
        if (updated == null) {
            throw new EmptyResultDataAccessException(
                    "update() found no item with this key in table '" + entity.tableName()
                            + "'. Use updateIfPresent() or updateOrCreate() where there may be none.",
                    1);
        }
        return updated;
    }

    Optional<T> updateIfPresent(Map<String, AttributeValue> key, UnaryOperator<T> change) {
        return Optional.ofNullable(required("updateIfPresent").run("updateIfPresent", key, null, notNull(change)));
    }

    T updateOrCreate(Map<String, AttributeValue> key, Supplier<T> initial, UnaryOperator<T> change) {
        Assert.notNull(initial, "Initial must not be null");
        T updated = required("updateOrCreate").run("updateOrCreate", key, initial, notNull(change));
        Assert.state(updated != null, "Neither changed nor created");
        return updated;
    }

    private static <T> UnaryOperator<T> notNull(UnaryOperator<T> change) {
        Assert.notNull(change, "Change must not be null");
        return change;
    }

    private OptimisticUpdate<T> required(String method) {
        if (updates == null) {
            throw unversioned(method);
        }
        return updates;
    }

    private MisconfigurationException unversioned(String method) {
        return unversioned(method, entity);
    }

    static MisconfigurationException unversioned(String method, Entity<?> entity) {
        return new MisconfigurationException(
                method + "() needs a version to notice other writers by, and "
                        + entity.type().getName() + " has none.",
                "Add a component '@DynamoDbVersionAttribute @Nullable Long version' to the record, or a property of type"
                        + " Long with @DynamoDbVersionAttribute on its getter.");
    }
}
