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
import org.springframework.data.repository.core.support.AbstractEntityInformation;

/** What Spring Data asks about an entity. */
final class DynamoDbEntityInformation<T, ID> extends AbstractEntityInformation<T, ID> {

    private final Entity<T> entity;
    private final EntityKeys<ID> keys;

    DynamoDbEntityInformation(Entity<T> entity, EntityKeys<ID> keys) {
        super(entity.type());
        this.entity = entity;
        this.keys = keys;
    }

    @Override
    public ID getId(T item) {
        return keys.toId(entity.keyOf(item));
    }

    @Override
    public Class<ID> getIdType() {
        return keys.idType();
    }

    /** An entity is new while it has no version; without a version attribute nothing can tell. */
    @Override
    public boolean isNew(T item) {
        return entity.isNew(item);
    }
}
