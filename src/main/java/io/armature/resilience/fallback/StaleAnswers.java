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

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Puts answers together from copies. */
final class StaleAnswers {

    private final FallbackTables tables;

    private final StoreCalls store;

    private final Copies copies;

    private final Clock clock;

    private final LongSupplier nanoTime;

    StaleAnswers(FallbackTables tables, StoreCalls store, Copies copies, Clock clock, LongSupplier nanoTime) {
        this.tables = tables;
        this.store = store;
        this.copies = copies;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns the answer, or {@code null} without a copy. */
    @Nullable
    GetItemResponse get(String endpoint, GetItemRequest request, long started) {
        Search search = new Search(endpoint, started);
        search.ask(request.tableName(), List.of(request.key()));
        List<Map<String, AttributeValue>> items = search.answer(request.tableName());
        return items.isEmpty()
                ? null
                : (GetItemResponse) GetItemResponse.builder()
                        .item(items.get(0))
                        .sdkHttpResponse(search.mark())
                        .build();
    }

    /** Returns the answer, or {@code null} without enough copies. */
    @Nullable
    BatchGetItemResponse batchGet(String endpoint, BatchGetItemRequest request, boolean parts, long started) {
        Search search = new Search(endpoint, started);
        request.requestItems().forEach((table, asked) -> {
            if (FinishedRead.isOfWholeItems(asked) && tables.find(table) != null) {
                search.ask(table, asked.keys());
            }
        });
        Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
        request.requestItems().forEach((table, asked) -> {
            List<Map<String, AttributeValue>> items = search.answer(table);
            List<Map<String, AttributeValue>> rest = new ArrayList<>(asked.keys());
            rest.removeIf(key -> items.stream().anyMatch(item -> ItemKeys.isOf(key, item)));
            if (!items.isEmpty()) {
                found.put(table, items);
            }
            if (!rest.isEmpty()) {
                unprocessed.put(table, asked.toBuilder().keys(rest).build());
            }
        });
        if (found.isEmpty() || !unprocessed.isEmpty() && !parts) {
            return null;
        }
        return (BatchGetItemResponse) BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(unprocessed)
                .sdkHttpResponse(search.mark())
                .build();
    }

    /** What one read asks the store; tables are asked at the same time. For one thread. */
    private final class Search {

        private final String endpoint;

        private final long passedMicros;

        private final StoreCalls.Budget budget = store.budget();

        private final Map<String, Question> questions = new LinkedHashMap<>();

        private long oldestMicros;

        Search(String endpoint, long started) {
            this.endpoint = endpoint;
            this.passedMicros = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - started);
        }

        void ask(String table, List<Map<String, AttributeValue>> keys) {
            List<StoreKey> storeKeys = keys.stream()
                    .map(key -> ItemKeys.storeKey(endpoint, table, key))
                    .toList();
            questions.put(table, new Question(keys, storeKeys, store.start(target -> target.find(storeKeys))));
        }

        List<Map<String, AttributeValue>> answer(String table) {
            Question question = questions.get(table);
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            if (question == null || !store.await(question.found(), budget)) {
                return items;
            }
            List<Lookup> found = question.found().join();
            for (int i = 0; i < Math.min(found.size(), question.keys().size()); i++) {
                Lookup lookup = found.get(i);
                Map<String, AttributeValue> item = copies.usable(
                        question.storeKeys().get(i), question.keys().get(i), lookup, passedMicros);
                if (item != null) {
                    items.add(item);
                    oldestMicros = Math.max(oldestMicros, lookup.ageMicros());
                }
            }
            return items;
        }

        SdkHttpResponse mark() {
            return new FallbackMark(
                            clock.instant().minus(oldestMicros, ChronoUnit.MICROS),
                            Duration.of(oldestMicros, ChronoUnit.MICROS))
                    .toHttpResponse();
        }
    }

    private record Question(
            List<Map<String, AttributeValue>> keys, List<StoreKey> storeKeys, CompletableFuture<List<Lookup>> found) {}
}
