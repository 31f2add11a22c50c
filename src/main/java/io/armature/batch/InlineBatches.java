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
import io.armature.mapping.Entity;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.WrittenItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/**
 * Batches for those who wait for them, such as repositories: sent one after the other on the thread that asks, by the client that
 * it uses for everything else, and as fast as that goes. What DynamoDB leaves unprocessed goes again after a pause, as in every job.
 *
 * <p>The first failure ends it and is thrown as the client threw it; what was done before stays done. Safe for use by concurrent
 * threads.
 */
public final class InlineBatches {

    private static final int WRITES = 25;

    private static final int READS = 100;

    private static final int MAX_ATTEMPTS = 11;

    /** Whole batches of both kinds, so that a batch that is not full is the last one. */
    private static final int MAX_PENDING_ITEMS = 1_000;

    private static final long MAX_PENDING_BYTES = 16 * 1_024 * 1_024;

    private static final Duration BASE_DELAY = Duration.ofMillis(50);

    private static final Duration MAX_DELAY = Duration.ofSeconds(2);

    private final DynamoDbClient client;

    private final ItemExtensions extensions;

    private final BatchPauses pauses;

    /**
     * Creates the batches.
     *
     * @param client sends the requests
     * @param extensions extensions that items pass
     * @param pauses time, and how it passes between repetitions
     */
    public InlineBatches(DynamoDbClient client, ItemExtensions extensions, BatchPauses pauses) {
        this.client = client;
        this.extensions = extensions;
        this.pauses = pauses;
    }

    /**
     * Puts entities that have neither version nor counters. Of two with the same key the later one wins.
     *
     * @param entity description of their class
     * @param items the entities
     * @param <T> type of the entity
     * @return the entities as they were written, in the order of {@code items}
     * @throws ItemsUnprocessedException if DynamoDB leaves some in all attempts
     * @throws RuntimeException whatever the client or an extension throws
     */
    public <T> List<T> put(Entity<T> entity, Iterator<? extends T> items) {
        EntityMapping mapping = new EntityMapping(extensions);
        List<WrittenItem<T>> written = new ArrayList<>();
        run(WRITES, new Requests(client)::send, items, item -> {
            WrittenItem<T> memory = new WrittenItem<>(entity);
            Operation operation = mapping.toOperation(entity, item, memory);
            written.add(memory);
            Map<String, AttributeValue> stored = Operation.itemOf(operation);
            return work(entity, entity.keyIn(stored), operation, ItemSizes.of(stored));
        });
        return written.stream()
                .map(memory -> entity.schema().mapToItem(extensions.afterWrite(entity, memory.item())))
                .toList();
    }

    /**
     * Deletes items, whether they are there or not.
     *
     * @param entity description of their class
     * @param keys their primary keys
     * @throws ItemsUnprocessedException if DynamoDB leaves some in all attempts
     * @throws RuntimeException whatever the client throws
     */
    public void delete(Entity<?> entity, Iterator<Map<String, AttributeValue>> keys) {
        Operation delete = new Operation.Delete();
        run(WRITES, new Requests(client)::send, keys, key -> work(entity, key, delete, ItemSizes.of(key)));
    }

    /**
     * Reads items.
     *
     * @param entity description of their class
     * @param keys their primary keys, of which each may come once
     * @param consistent whether the reads are strongly consistent
     * @param read sends a request and takes the items of its response, which is returned
     * @throws ItemsUnprocessedException if DynamoDB leaves some in all attempts
     * @throws RuntimeException whatever {@code read} throws
     */
    public void get(
            Entity<?> entity,
            Collection<Map<String, AttributeValue>> keys,
            boolean consistent,
            Function<BatchGetItemRequest, BatchGetItemResponse> read) {
        Operation get = new Operation.Get(consistent);
        run(READS, new Requests(client, read)::send, keys.iterator(), key -> work(entity, key, get, ItemSizes.of(key)));
    }

    private static WorkItem work(Entity<?> entity, Map<String, AttributeValue> key, Operation operation, long size) {
        AttributeValue partitionKey = Objects.requireNonNull(key.get(entity.partitionKey()));
        return new WorkItem(0, key, entity.tableName(), partitionKey, key, operation, size);
    }

    private <E> void run(
            int batchSize,
            Function<Shipment, Answer> requests,
            Iterator<? extends E> items,
            Function<E, WorkItem> inputs) {
        IteratorSource<E> source = new IteratorSource<>(items, inputs);
        new BatchLoop(plan(batchSize), source, new InlineTransport(requests, pauses), new InlineListener(source::taken))
                .run();
    }

    private static Plan plan(int batchSize) {
        return new Plan(
                batchSize,
                1,
                MAX_ATTEMPTS,
                MAX_PENDING_ITEMS,
                MAX_PENDING_BYTES,
                0,
                Duration.ofDays(1).toNanos(),
                Duplicates.LAST_WINS,
                true,
                true,
                table -> RateLimit.unlimited(),
                new Backoff(
                        BASE_DELAY.toNanos(),
                        MAX_DELAY.toNanos(),
                        () -> ThreadLocalRandom.current().nextDouble()));
    }
}
