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

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a job costs beside bare BatchWriteItem calls of 25, on a transport that answers at once. Bytes are gated, since they are
 * steady; CPU time of the whole process, which others share the machine with, is reported.
 *
 * <p>Fails when 2 KB for each item are planted where items are taken in.
 */
class BatchCostTests {

    private static final int ITEMS = Integer.getInteger("armature.test.bulk-items", 10_000);

    private static final int ROUNDS = Integer.getInteger("armature.test.bulk-rounds", 3);

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String TABLE = "tracks";

    /** What threads had allocated when they last had an answer; those of a job have ended when it has. */
    private final Map<Thread, Long> allocated = new ConcurrentHashMap<>();

    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClient(new StubTransport(
                    "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[{\"TableName\":\"tracks\",\"CapacityUnits\":25.0}]}",
                    this::note))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .region(Region.EU_CENTRAL_1)
            .build();

    private final List<Map<String, AttributeValue>> items =
            LongStream.range(0, ITEMS).mapToObj(BatchCostTests::item).toList();

    private static Map<String, AttributeValue> item(long id) {
        return Map.of(
                "trackId", AttributeValue.fromN(String.valueOf(id)),
                "title", AttributeValue.fromS("For Those About To Rock (We Salute You) " + id),
                "composer", AttributeValue.fromS("Angus Young, Malcolm Young, Brian Johnson"),
                "durationMillis", AttributeValue.fromN(String.valueOf(343_719 + id)),
                "sizeBytes", AttributeValue.fromN("11170334"),
                "unitPrice", AttributeValue.fromN("0.99"));
    }

    @Test
    void writeWhenTransportAnswersAtOnceShouldAllocateLittleBesideTheCalls(TestReporter reporter) {
        BatchJobs jobs = jobs();
        BatchOptions options = BatchOptions.builder()
                .rate(BatchRate.unlimited())
                .concurrency(Integer.getInteger("armature.test.bulk-concurrency", 10))
                .acknowledgements(position -> {
                    if (position % 1_000 == 999) {
                        note();
                    }
                })
                .build();
        Runnable job = () -> assertThat(jobs.writer()
                        .write(items.stream().map(item -> BatchWrite.put(TABLE, item)), options)
                        .succeeded())
                .isEqualTo(ITEMS);
        Runnable bare = this::bare;
        for (int warmUp = 0; warmUp < 4; warmUp++) {
            job.run();
            bare.run();
        }
        double[] ratios = new double[ROUNDS];
        double[] jobNanos = new double[ROUNDS];
        double[] bareNanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            bareNanos[round] = cpuPerItem(bare);
            jobNanos[round] = cpuPerItem(job);
            ratios[round] = bareNanos[round] / jobNanos[round];
        }
        double bytes = allocatedPerItem(job) - allocatedPerItem(bare);
        reporter.publishEntry(Map.of(
                "CPU ns an item of a job", String.valueOf(Math.round(median(jobNanos))),
                "CPU ns an item of bare calls", String.valueOf(Math.round(median(bareNanos))),
                "share of bare calls that is reached", "%.2f".formatted(median(ratios)),
                "bytes an item beside the calls", String.valueOf(Math.round(bytes))));
        assertThat(bytes).isLessThan(1_500);
    }

    private BatchJobs jobs() {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription(TABLE, TABLE, "trackId", null, null, Set.of()));
        return new BatchJobs(
                client,
                new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), catalogue),
                new ItemExtensions(List.of()),
                catalogue,
                BatchSettings.defaults(),
                UnitPrices.defaults(),
                BatchStatistics.NONE);
    }

    private void bare() {
        for (int from = 0; from < ITEMS; from += 25) {
            List<WriteRequest> writes = new ArrayList<>(25);
            for (Map<String, AttributeValue> item : items.subList(from, Math.min(ITEMS, from + 25))) {
                writes.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build());
            }
            client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
        }
    }

    private static double cpuPerItem(Runnable run) {
        long before = PROCESS.getProcessCpuTime();
        run.run();
        return (double) (PROCESS.getProcessCpuTime() - before) / ITEMS;
    }

    private void note() {
        allocated.put(Thread.currentThread(), THREADS.getCurrentThreadAllocatedBytes());
    }

    /** The least of some runs, in which threads that began before count from their beginning. */
    private double allocatedPerItem(Runnable run) {
        return IntStream.range(0, 3)
                .mapToDouble(n -> {
                    allocated.clear();
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    run.run();
                    note();
                    long all = allocated.values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                    return (double) (all - before) / ITEMS;
                })
                .min()
                .orElseThrow();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
