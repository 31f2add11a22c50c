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

import io.armature.batch.InlineBatches;
import io.armature.mapping.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/**
 * Reads items of several tables consistently, as they are stored; errors come out translated.
 *
 * @param client client to read with
 * @param translation translation of errors
 * @param batches sends the reads and repeats what is left of them
 */
record ItemReads(DynamoDbClient client, ExceptionTranslation translation, InlineBatches batches) {

    /**
     * Reads the items of steps.
     *
     * @param steps at most 100 steps, whose keys are known
     * @return the items that there are
     */
    Map<ItemKey, Map<String, AttributeValue>> read(Collection<? extends TransactionStep<?>> steps) {
        Map<String, Entity<?>> entities = new LinkedHashMap<>();
        Map<String, List<Map<String, AttributeValue>>> keys = new HashMap<>();
        steps.forEach(step -> {
            String table = step.entity().tableName();
            entities.put(table, step.entity());
            keys.computeIfAbsent(table, added -> new ArrayList<>()).add(step.key());
        });
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        entities.forEach((table, entity) -> new TableCalls(table, translation).batch("BatchGetItem", () -> {
            batches.get(entity, keys.getOrDefault(table, List.of()), true, request -> {
                BatchGetItemResponse response = client.batchGetItem(request);
                response.responses()
                        .getOrDefault(table, List.of())
                        .forEach(item -> found.put(new ItemKey(table, entity.keyIn(item)), item));
                return response;
            });
            return entity;
        }));
        return found;
    }
}
