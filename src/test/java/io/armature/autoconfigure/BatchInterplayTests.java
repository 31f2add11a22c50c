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
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.batch.BatchFailure;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWrite;
import io.armature.batch.BatchWriter;
import io.armature.batch.FailureReason;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A bulk job that is throttled without end, and interactive calls of the same application beside it. */
class BatchInterplayTests {

    private static final String TABLE = "things";

    private final Throttled throttled = new Throttled();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    BatchAutoConfiguration.class))
            .withBean(
                    DynamoDbClientBuilderCustomizer.class,
                    () -> builder -> builder.httpClientBuilder(null).httpClient(throttled))
            .withPropertyValues(Startups.NOWHERE)
            .withPropertyValues(
                    "armature.batch.base-delay=1ms",
                    "armature.batch.max-delay=2ms",
                    "armature.batch.max-attempts=60",
                    "armature.client.retry.max-attempts=3",
                    "armature.client.retry.base-delay=1ms",
                    "armature.client.retry.throttling-base-delay=1ms");

    @Test
    void getsWhenBulkWritesAreThrottledShouldKeepTheirAttempts() {
        runner.run(context -> {
            BatchWriter writer = context.getBean(BatchWriter.class);
            DynamoDbClient client = context.getBean(DynamoDbClient.class);
            BatchReport report = writer.write(
                    IntStream.range(0, 100).mapToObj(n -> BatchWrite.put(TABLE, item(n))),
                    BatchOptions.builder().rate(BatchRate.unlimited()).build());
            assertThat(report.failed()).isEqualTo(100);
            assertThat(report.failures()).extracting(BatchFailure::reason).containsOnly(FailureReason.THROTTLED);
            assertThat(throttled.requests("BatchWriteItem") + throttled.requests("PutItem"))
                    .as("far more than a quota of retries allows")
                    .isGreaterThan(200);

            for (int n = 0; n < 20; n++) {
                Map<String, AttributeValue> key = item(n);
                assertThat(client.getItem(request -> request.tableName(TABLE).key(key))
                                .item())
                        .isEqualTo(key);
            }
            assertThat(throttled.requests("GetItem")).as("three attempts each").isEqualTo(60);
        });
    }

    private static Map<String, AttributeValue> item(int n) {
        return Map.of("id", AttributeValue.fromN(String.valueOf(n)));
    }

    /** Throttles every write, and lets every get fail twice. */
    private static final class Throttled implements SdkHttpClient {

        private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

        int requests(String operation) {
            return requests.computeIfAbsent(operation, key -> new AtomicInteger())
                    .get();
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String target =
                    request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
            String operation = target.substring(target.indexOf('.') + 1);
            int number = requests.computeIfAbsent(operation, key -> new AtomicInteger())
                    .incrementAndGet();
            return new ExecutableHttpRequest() {

                @Override
                public HttpExecuteResponse call() {
                    return answer(operation, number);
                }

                @Override
                public void abort() {}
            };
        }

        private static HttpExecuteResponse answer(String operation, int number) {
            return switch (operation) {
                case "BatchWriteItem", "PutItem" -> error(400, "ProvisionedThroughputExceededException");
                case "GetItem" ->
                    number % 3 == 0
                            ? response(200, "{\"Item\":{\"id\":{\"N\":\"" + (number / 3 - 1) + "\"}}}")
                            : error(500, "InternalServerError");
                case "DescribeTable" ->
                    response(200, "{\"Table\":{\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}}");
                default -> throw new AssertionError(operation);
            };
        }

        private static HttpExecuteResponse error(int status, String type) {
            return response(
                    status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"stub\"}");
        }

        private static HttpExecuteResponse response(int status, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(status)
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .putHeader("Content-Length", String.valueOf(bytes.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }

        @Override
        public void close() {}
    }
}
