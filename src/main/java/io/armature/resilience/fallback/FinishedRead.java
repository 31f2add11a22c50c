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
package io.armature.resilience.fallback;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * A read that DynamoDB has answered, as the caller's thread hands it over: nothing is looked at there.
 *
 * @param endpoint where it went
 * @param request what was asked
 * @param response what was answered
 * @param readAtMicros when it began, by the store's clock
 */
record FinishedRead(String endpoint, DynamoDbRequest request, DynamoDbResponse response, long readAtMicros) {

    /** Takes what was found for a key. */
    interface Finding {

        void found(String table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> item);
    }

    void forEach(Finding finding) {
        if (request instanceof GetItemRequest get && response instanceof GetItemResponse got) {
            finding.found(get.tableName(), get.key(), got.hasItem() ? got.item() : null);
        } else if (request instanceof BatchGetItemRequest batch && response instanceof BatchGetItemResponse got) {
            batch.requestItems().forEach((table, asked) -> {
                if (isOfWholeItems(asked)) {
                    forEach(finding, table, asked, got);
                }
            });
        }
    }

    /** Tells whether what is read is the whole item, and no more recent than a copy may be. */
    static boolean isOfWholeItems(KeysAndAttributes asked) {
        return !Boolean.TRUE.equals(asked.consistentRead())
                && asked.projectionExpression() == null
                && !asked.hasAttributesToGet();
    }

    private static void forEach(Finding finding, String table, KeysAndAttributes asked, BatchGetItemResponse got) {
        KeysAndAttributes unprocessed = got.unprocessedKeys().get(table);
        for (Map<String, AttributeValue> key : asked.keys()) {
            if (unprocessed == null || unprocessed.keys().stream().noneMatch(rest -> ItemKeys.isOf(key, rest))) {
                finding.found(table, key, itemOf(key, table, got));
            }
        }
    }

    private static @Nullable Map<String, AttributeValue> itemOf(
            Map<String, AttributeValue> key, String table, BatchGetItemResponse got) {
        if (!got.responses().containsKey(table)) {
            return null;
        }
        return got.responses().get(table).stream()
                .filter(item -> ItemKeys.isOf(key, item))
                .findFirst()
                .orElse(null);
    }
}
