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
package io.armature.redis;

import io.armature.batch.BatchJob;
import io.armature.batch.BatchJobs;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchSettings;
import io.armature.batch.BatchStatistics;
import io.armature.batch.BatchWrite;
import io.armature.client.TableCatalogue;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An instance of an application, which writes without end until its input ends. Arguments: its number, the ports of DynamoDB and
 * Redis, the rate of all, how many there are, and by how many seconds its clock is ahead; a line of input sets the clock ahead by
 * as much again.
 */
final class FleetProcess {

    private FleetProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String number = arguments[0];
        RedisTopology topology =
                new RedisTopology.Standalone(new RedisNode("127.0.0.1", Integer.parseInt(arguments[2])), 0);
        long ahead = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[5]));
        AtomicLong shift = new AtomicLong(ahead);
        BatchSettings usual = BatchSettings.defaults();
        try (RedisFleetRate fleet = new RedisFleetRate(
                        RedisSettings.of(topology, null, null, null),
                        "fleet",
                        Integer.parseInt(arguments[4]),
                        () -> System.nanoTime() + shift.get());
                DynamoDbClient client = client(Integer.parseInt(arguments[1]))) {
            TableCatalogue catalogue = new TableCatalogue();
            BatchJobs jobs = new BatchJobs(
                    client,
                    new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), catalogue),
                    new ItemExtensions(List.of()),
                    catalogue,
                    usual,
                    UnitPrices.defaults(),
                    BatchStatistics.NONE,
                    fleet);
            BatchOptions options = BatchOptions.builder()
                    .name("backfill")
                    .rate(BatchRate.itemsPerSecond(Double.parseDouble(arguments[3])))
                    .concurrency(4)
                    .build();
            BatchJob job = jobs.writer().start(items(number), options);
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null) {
                shift.addAndGet(ahead);
            }
            job.cancel();
            BatchReport report = job.await();
            System.out.println(number + " wrote " + report.succeeded() + " on its share for "
                    + report.onShare().toMillis() + " ms; " + fleet.state());
        }
    }

    private static DynamoDbClient client(int port) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    private static Stream<BatchWrite> items(String number) {
        return LongStream.iterate(0, item -> item + 1)
                .mapToObj(item ->
                        BatchWrite.put("filled", Map.of("id", AttributeValue.fromS("of-" + number + "-" + item))));
    }
}
