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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads items of several tables consistently, as they are stored; errors come out translated.
 *
 * @param client client to read with
 * @param translation translation of errors
 * @param pacing pauses between the parts of an answer
 */
record ItemReads(DynamoDbClient client, ExceptionTranslation translation, BatchPacing pacing) {

    /**
     * Reads the items of steps.
     *
     * @param steps at most 100 steps, whose keys are known
     * @return the items that there are
     */
    Map<ItemKey, Map<String, AttributeValue>> read(Collection<? extends TransactionStep<?>> steps) {
        Map<String, Entity<?>> entities = new HashMap<>();
        steps.forEach(step -> entities.put(step.entity().tableName(), step.entity()));
        Doing doing = new Doing(
                "BatchGetItem",
                null,
                "BatchGetItem on table '" + String.join("' and '", new TreeSet<>(entities.keySet())) + "'");
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        Map<String, KeysAndAttributes> left = wanted(steps);
        for (int repetition = 1; !left.isEmpty(); repetition++) {
            BatchGetItemResponse response = get(left, doing);
            entities.forEach((table, entity) -> response.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> found.put(new ItemKey(table, entity.keyIn(item)), item)));
            left = response.unprocessedKeys();
            if (!left.isEmpty()) {
                int keys = left.values().stream()
                        .mapToInt(unread -> unread.keys().size())
                        .sum();
                pacing.pause(repetition, keys, doing.text());
            }
        }
        return found;
    }

    private static Map<String, KeysAndAttributes> wanted(Collection<? extends TransactionStep<?>> steps) {
        return steps.stream()
                .collect(Collectors.groupingBy(
                        step -> step.entity().tableName(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(TransactionStep::key, Collectors.toList()),
                                keys -> KeysAndAttributes.builder()
                                        .keys(keys)
                                        .consistentRead(true)
                                        .build())));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> keys, Doing doing) {
        try {
            return client.batchGetItem(
                    BatchGetItemRequest.builder().requestItems(keys).build());
        } catch (RuntimeException ex) {
            throw translation.translateOrSelf(ex, doing);
        }
    }
}
