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

import io.armature.mapping.Entity;
import io.armature.mapping.EntityKeys;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.data.repository.Repository;
import org.springframework.util.Assert;

/**
 * A repository as a transaction sees it.
 *
 * @param entity the entity
 * @param keys conversion of ids
 * @param counter counts the writes
 */
record TransactionTable<T, ID>(Entity<T> entity, EntityKeys<ID> keys, WriteCounter counter) {

    /** Name of the method, in metrics and messages. */
    static final String METHOD = "transact";

    /**
     * Looks into a repository.
     *
     * @throws IllegalArgumentException if it is of another Spring Data module, or a mock
     */
    static <T, ID> TransactionTable<T, ID> of(Repository<T, ID> repository) {
        Assert.notNull(repository, "Repository must not be null");
        Object target = repository;
        while (target instanceof Advised) {
            target = AopProxyUtils.getSingletonTarget(target);
        }
        if (!(target instanceof SimpleDynamoDbRepository<?, ?> ours)) {
            throw new IllegalArgumentException(
                    "Only repositories of DynamoDB tables take part in a transaction, and this is none: "
                            + AopProxyUtils.ultimateTargetClass(repository).getName());
        }
        return typed(ours);
    }

    /** A repository stores the entities and takes the ids that its interface declares. */
    @SuppressWarnings("unchecked")
    private static <T, ID> TransactionTable<T, ID> typed(SimpleDynamoDbRepository<?, ?> repository) {
        return (TransactionTable<T, ID>) repository.inTransaction();
    }
}
