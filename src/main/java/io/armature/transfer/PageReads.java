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
package io.armature.transfer;

import io.armature.batch.BatchRate;
import io.armature.batch.SharedRate;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads the pages of one segment at a rate that all of them share. Confined to one thread. */
final class PageReads {

    private static final int MAX_ATTEMPTS = 10;

    /** A page takes no more than this share of what the rate allows in a second. */
    private static final double LARGEST_SHARE = 0.25;

    private static final int FIRST_LIMIT = 25;

    private final BackoffStrategy backoff =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));

    private final DynamoDbClient client;

    private final ExportRequest request;

    private final int segment;

    private final String partitionKey;

    private final SharedRate rate;

    private final boolean countsItems;

    private double unitsPerItem;

    private double units;

    /**
     * Creates the reads of a segment.
     *
     * @param partitionKey name of the partition key's attribute, of the index if one is read
     */
    PageReads(
            DynamoDbClient client,
            ExportRequest request,
            int segment,
            String partitionKey,
            SharedRate rate,
            BatchRate counted) {
        this.client = client;
        this.request = request;
        this.segment = segment;
        this.partitionKey = partitionKey;
        this.rate = rate;
        this.countsItems = counted instanceof BatchRate.Items;
    }

    /** Returns the read units that were used so far. */
    double units() {
        return units;
    }

    /**
     * Reads the page behind a key.
     *
     * @param after the last key of the page before, empty for the first one
     * @throws InterruptedException if the thread is interrupted while it waits; nothing was read then
     */
    Page read(Map<String, AttributeValue> after) throws InterruptedException {
        Integer limit = limit();
        double expected =
                limit == null ? 1 : Math.max(countsItems ? 1 : 0.5, countsItems ? limit : limit * unitsPerItem);
        for (int attempt = 1; ; attempt++) {
            rate.acquire(expected);
            try {
                Page page = request.partitionKey() == null ? scan(after, limit) : query(after, limit);
                rate.settle(expected, countsItems ? page.scanned() : page.units());
                units += page.units();
                if (page.scanned() > 0) {
                    unitsPerItem = page.units() / page.scanned();
                }
                return page;
            } catch (SdkException ex) {
                rate.settle(expected, 0);
                if (attempt == MAX_ATTEMPTS || !passes(ex)) {
                    throw ex;
                }
                TimeUnit.NANOSECONDS.sleep(backoff.computeDelay(attempt).toNanos());
            }
        }
    }

    private static boolean passes(SdkException failure) {
        Kind kind = FailureClassification.of(failure).kind();
        return kind == Kind.THROTTLED || kind == Kind.OUTAGE || kind == Kind.NOT_SENT;
    }

    private @Nullable Integer limit() {
        double share = rate.unitsPerSecond() * LARGEST_SHARE;
        if (Double.isInfinite(share)) {
            return null;
        }
        if (countsItems) {
            return (int) Math.max(1, Math.min(share, 100_000));
        }
        return unitsPerItem == 0
                ? FIRST_LIMIT
                : Integer.valueOf((int) Math.max(1, Math.min(share / unitsPerItem, 100_000)));
    }

    private Page scan(Map<String, AttributeValue> after, @Nullable Integer limit) {
        ScanResponse response = client.scan(ScanRequest.builder()
                .tableName(request.table())
                .indexName(request.index())
                .consistentRead(request.consistent())
                .segment(segment)
                .totalSegments(request.segments())
                .limit(limit)
                .exclusiveStartKey(after.isEmpty() ? null : after)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
        return new Page(
                response.items(),
                response.scannedCount() == null ? response.count() : response.scannedCount(),
                response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of(),
                units(response.consumedCapacity()));
    }

    private Page query(Map<String, AttributeValue> after, @Nullable Integer limit) {
        QueryResponse response = client.query(QueryRequest.builder()
                .tableName(request.table())
                .indexName(request.index())
                .consistentRead(request.consistent())
                .keyConditionExpression("#partition = :partition")
                .expressionAttributeNames(Map.of("#partition", partitionKey))
                .expressionAttributeValues(Map.of(":partition", request.partitionKey()))
                .limit(limit)
                .exclusiveStartKey(after.isEmpty() ? null : after)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
        return new Page(
                response.items(),
                response.scannedCount() == null ? response.count() : response.scannedCount(),
                response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of(),
                units(response.consumedCapacity()));
    }

    private static double units(@Nullable ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }

    /**
     * A page.
     *
     * @param items its items
     * @param scanned how many were read for it
     * @param next where the next one begins, empty if it was the last
     * @param units read units that it used
     */
    record Page(List<Map<String, AttributeValue>> items, int scanned, Map<String, AttributeValue> next, double units) {}
}
