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
import io.armature.mapping.Entities;
import io.armature.mapping.Entity;
import io.armature.mapping.EntityKeys;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.KeyValues;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads by jobs with threads of their own. */
final class JobReader implements BatchReader {

    private final BatchJobs jobs;

    private final Entities entities;

    private final ItemExtensions extensions;

    JobReader(BatchJobs jobs, Entities entities, ItemExtensions extensions) {
        this.jobs = jobs;
        this.entities = entities;
        this.extensions = extensions;
    }

    @Override
    public <T> BatchReport read(Class<T> type, Stream<?> ids, Consumer<? super T> consumer, BatchOptions options) {
        Assert.notNull(ids, "Ids must not be null");
        Assert.notNull(consumer, "Consumer must not be null");
        Entity<T> entity = entities.get(type);
        JobRun job = jobs.openReads(
                options,
                items -> extensions.prepare(entity, items),
                (item, found) -> consumer.accept(toEntity(entity, found)));
        job.run(ids, new Ids<>(entity, options.consistentReads()));
        return job.outcome();
    }

    private <T> T toEntity(Entity<T> entity, Map<String, AttributeValue> found) {
        try {
            return entity.schema().mapToItem(extensions.afterRead(entity, found));
        } catch (RuntimeException ex) {
            throw new UnreadableItemException(ex);
        }
    }

    /** Turns ids into inputs. Confined to one thread. */
    private static final class Ids<T> implements Inputs {

        private final Entity<T> entity;

        private final boolean consistent;

        private final Map<Class<?>, EntityKeys<Object>> keys = new HashMap<>();

        Ids(Entity<T> entity, boolean consistent) {
            this.entity = entity;
            this.consistent = consistent;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Input of(long position, Object id) {
            try {
                Assert.notNull(id, "The stream has a null in place of an id");
                Map<String, AttributeValue> key = new LinkedHashMap<>();
                keys.computeIfAbsent(id.getClass(), type -> new EntityKeys<>(entity, (Class<Object>) type))
                        .toKey(id)
                        .forEach((name, value) -> key.put(name, KeyValues.canonical(value)));
                return new WorkItem(
                        position,
                        id,
                        entity.tableName(),
                        key.values().iterator().next(),
                        key,
                        new Operation.Get(consistent),
                        ItemSizes.of(key));
            } catch (RuntimeException ex) {
                return new RejectedInput(position, id, entity.tableName(), FailureReason.INVALID, ex);
            }
        }
    }
}
