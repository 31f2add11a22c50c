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
import io.armature.mapping.ItemExtensions;
import io.armature.resilience.fallback.FallbackMark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads of one entity's table; errors come out translated. Safe for use by concurrent threads. */
final class TableReads<T> {

    private final Entity<T> entity;
    private final DynamoDbClient client;
    private final ItemExtensions extensions;
    private final TableCalls calls;
    private final InlineBatches batches;
    private final Clock clock;

    TableReads(
            Entity<T> entity,
            DynamoDbClient client,
            ItemExtensions extensions,
            TableCalls calls,
            InlineBatches batches,
            Clock clock) {
        this.entity = entity;
        this.client = client;
        this.extensions = extensions;
        this.calls = calls;
        this.batches = batches;
        this.clock = clock;
    }

    @Nullable
    T get(Map<String, AttributeValue> key, boolean consistent, StalePolicy stale) {
        GetItemResponse response = getItem(key, consistent, stale);
        return response.hasItem() ? toEntity(response.item()) : null;
    }

    /** Reads eventually consistently, and says who answered. */
    ReadResult<T> read(Map<String, AttributeValue> key) {
        Instant began = clock.instant();
        GetItemResponse response = getItem(key, false, StalePolicy.ACCEPT);
        return result(response.hasItem() ? toEntity(response.item()) : null, response, began);
    }

    private GetItemResponse getItem(Map<String, AttributeValue> key, boolean consistent, StalePolicy stale) {
        GetItemRequest.Builder request =
                GetItemRequest.builder().tableName(entity.tableName()).key(key).consistentRead(consistent);
        stale.mark(request);
        return calls.call("GetItem", () -> client.getItem(request.build()));
    }

    private static <V> ReadResult<V> result(@Nullable V value, DynamoDbResponse response, Instant began) {
        return FallbackMark.of(response)
                .map(mark -> new ReadResult<>(value, ReadResult.Source.FALLBACK, mark.readAt(), mark.age()))
                .orElseGet(() -> new ReadResult<>(value, ReadResult.Source.DYNAMODB, began, Duration.ZERO));
    }

    boolean exists(Map<String, AttributeValue> key, boolean consistent) {
        return calls.call(
                        "GetItem",
                        () -> client.getItem(GetItemRequest.builder()
                                .tableName(entity.tableName())
                                .key(key)
                                .consistentRead(consistent)
                                .projectionExpression("#key")
                                .expressionAttributeNames(Map.of("#key", entity.partitionKey()))
                                .build()))
                .hasItem();
    }

    /** Returns the entities of those keys that have one, in the order of the keys. */
    List<T> getAll(Collection<Map<String, AttributeValue>> keys, boolean consistent, StalePolicy stale) {
        List<T> found = new ArrayList<>();
        getAllByKey(keys, consistent, stale)
                .values()
                .forEach(result -> result.toOptional().ifPresent(found::add));
        return found;
    }

    /** Reads eventually consistently; keys of which nothing can be said while DynamoDB is away are missing. */
    Map<Map<String, AttributeValue>, ReadResult<T>> readAll(Collection<Map<String, AttributeValue>> keys) {
        return getAllByKey(keys, false, StalePolicy.ACCEPT_PART);
    }

    private Map<Map<String, AttributeValue>, ReadResult<T>> getAllByKey(
            Collection<Map<String, AttributeValue>> keys, boolean consistent, StalePolicy stale) {
        List<Map<String, AttributeValue>> distinct = keys.stream().distinct().toList();
        Map<Map<String, AttributeValue>, ReadResult<T>> byKey = new HashMap<>();
        calls.batch("BatchGetItem", () -> {
            batches.get(entity, distinct, consistent, request -> getBatch(request, stale, byKey));
            return entity;
        });
        Map<Map<String, AttributeValue>, ReadResult<T>> found = new LinkedHashMap<>();
        distinct.stream().filter(byKey::containsKey).forEach(key -> found.put(key, byKey.get(key)));
        return found;
    }

    private BatchGetItemResponse getBatch(
            BatchGetItemRequest request, StalePolicy stale, Map<Map<String, AttributeValue>, ReadResult<T>> found) {
        Instant began = clock.instant();
        BatchGetItemRequest.Builder marked = request.toBuilder();
        stale.mark(marked);
        BatchGetItemResponse response = client.batchGetItem(marked.build());
        response.responses().values().forEach(page -> {
            extensions.prepare(entity, page);
            page.forEach(item -> {
                T read = toEntity(item);
                found.put(entity.keyOf(read), result(read, response, began));
            });
        });
        if (FallbackMark.of(response).isPresent()) {
            // What nothing can be said of is not asked for again.
            return response.toBuilder().unprocessedKeys(Map.of()).build();
        }
        request.requestItems()
                .forEach((table, wanted) ->
                        addAbsent(wanted, response.unprocessedKeys().get(table), began, found));
        return response;
    }

    private static <V> void addAbsent(
            KeysAndAttributes wanted,
            @Nullable KeysAndAttributes left,
            Instant began,
            Map<Map<String, AttributeValue>, ReadResult<V>> found) {
        for (Map<String, AttributeValue> key : wanted.keys()) {
            if (left == null || !left.keys().contains(key)) {
                found.putIfAbsent(key, new ReadResult<>(null, ReadResult.Source.DYNAMODB, began, Duration.ZERO));
            }
        }
    }

    /** Reads one page, of at most {@code limit} evaluated items if that is not {@code null}. */
    ItemPage page(ItemQuery query, Map<String, AttributeValue> startKey, @Nullable Integer limit) {
        if (query.scans()) {
            ScanResponse response =
                    calls.call("Scan", () -> client.scan(query.toScan(entity.tableName(), startKey, limit)));
            return page(response.items(), response.count(), response.lastEvaluatedKey());
        }
        QueryResponse response =
                calls.call("Query", () -> client.query(query.toQuery(entity.tableName(), startKey, limit)));
        return page(response.items(), response.count(), response.lastEvaluatedKey());
    }

    private ItemPage page(
            List<Map<String, AttributeValue>> items, int count, Map<String, AttributeValue> lastEvaluatedKey) {
        extensions.prepare(entity, items);
        return new ItemPage(items, count, lastEvaluatedKey);
    }

    T toEntity(Map<String, AttributeValue> item) {
        return entity.schema().mapToItem(readable(item));
    }

    Map<String, AttributeValue> readable(Map<String, AttributeValue> item) {
        return calls.call("Decryption", () -> extensions.afterRead(entity, item));
    }
}
