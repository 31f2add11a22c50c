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
package io.armature.benchmark.bulk;

import com.google.common.util.concurrent.RateLimiter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchWriteItem in a loop, as samples show it. */
final class Batches implements Way {

    private static final int SIZE = 25;

    private final TableSchema<Track> schema = TableSchema.fromBean(Track.class);

    private final DynamoDbClient client;

    private final String title;

    private final int threads;

    private final boolean resending;

    private final @Nullable RateLimiter limiter;

    private Batches(
            DynamoDbClient client, String title, int threads, boolean resending, @Nullable RateLimiter limiter) {
        this.client = client;
        this.title = title;
        this.threads = threads;
        this.resending = resending;
        this.limiter = limiter;
    }

    /** Never looks at what was left unprocessed. */
    static Batches ignoring(DynamoDbClient client) {
        return new Batches(client, "Batches, unprocessed ignored", 1, false, null);
    }

    /** Sends what was left again, at once, until nothing is. */
    static Batches resending(DynamoDbClient client, int threads) {
        String title = "Batches, unprocessed sent again, " + (threads == 1 ? "1 thread" : threads + " threads");
        return new Batches(client, title, threads, true, null);
    }

    /** Pays for what a request was charged before the thread sends another one, as AWS has proposed it for scans. */
    static Batches limited(DynamoDbClient client, int threads, double unitsPerSecond) {
        String title = "Batches, Guava's RateLimiter, %d threads".formatted(threads);
        return new Batches(client, title, threads, true, RateLimiter.create(unitsPerSecond));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public long write(List<Track> tracks) throws Exception {
        return Workers.share(threads, tracks, SIZE, this::send);
    }

    /** Goes on after a failure, which the usual code does not. */
    private long send(List<Track> part) {
        Map<String, List<WriteRequest>> left =
                Map.of(Track.TABLE, part.stream().map(this::request).toList());
        do {
            try {
                BatchWriteItemResponse response = client.batchWriteItem(request(left));
                left = response.unprocessedItems();
                pay(response);
            } catch (DynamoDbException ex) {
                return left.get(Track.TABLE).size();
            }
        } while (resending && !left.isEmpty());
        return 0;
    }

    private BatchWriteItemRequest request(Map<String, List<WriteRequest>> items) {
        return BatchWriteItemRequest.builder()
                .requestItems(items)
                .returnConsumedCapacity(limiter == null ? ReturnConsumedCapacity.NONE : ReturnConsumedCapacity.TOTAL)
                .build();
    }

    private WriteRequest request(Track track) {
        return WriteRequest.builder()
                .putRequest(
                        PutRequest.builder().item(schema.itemToMap(track, true)).build())
                .build();
    }

    private void pay(BatchWriteItemResponse response) {
        if (limiter != null) {
            double units = response.consumedCapacity().stream()
                    .mapToDouble(ConsumedCapacity::capacityUnits)
                    .sum();
            limiter.acquire((int) Math.max(1, Math.ceil(units)));
        }
    }
}
