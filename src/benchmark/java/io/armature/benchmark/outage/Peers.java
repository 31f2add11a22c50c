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
package io.armature.benchmark.outage;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What one does without Armature. */
final class Peers {

    private Peers() {}

    /** The client as the SDK builds it. */
    static Caller defaults(URI endpoint) {
        return caller(endpoint, builder -> {}, Caller.Guard.NONE, () -> {});
    }

    /** The numbers of Armature's client, set by hand: what is different then is not the time-outs. */
    static Caller timeOuts(URI endpoint) {
        return caller(endpoint, Peers::setTimeOuts, Caller.Guard.NONE, () -> {});
    }

    private static void setTimeOuts(DynamoDbClientBuilder builder) {
        builder.httpClientBuilder(Apache5HttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(2))
                .connectionAcquisitionTimeout(Duration.ofSeconds(1)));
        builder.overrideConfiguration(configuration -> configuration
                .apiCallAttemptTimeout(Duration.ofMillis(2500))
                .apiCallTimeout(Duration.ofSeconds(5))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(5)
                        .build()));
    }

    /** A circuit breaker of Resilience4j around the client's defaults, as its annotation puts one. */
    static Caller circuitBreaker(URI endpoint) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("dynamodb");
        return caller(endpoint, builder -> {}, call -> CircuitBreaker.decorateCallable(breaker, call), () -> {});
    }

    /** The same with a time limit, put together as Spring Cloud Circuit Breaker does it: calls run on other threads. */
    static Caller timeLimiter(URI endpoint) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("dynamodb");
        TimeLimiter limiter = TimeLimiter.ofDefaults("dynamodb");
        ExecutorService workers = Executors.newCachedThreadPool();
        return caller(
                endpoint,
                builder -> {},
                call -> CircuitBreaker.decorateCallable(breaker, limited(limiter, workers, call)),
                workers::shutdownNow);
    }

    private static Callable<GetItemResponse> limited(
            TimeLimiter limiter, ExecutorService workers, Callable<GetItemResponse> call) {
        return TimeLimiter.decorateFutureSupplier(limiter, () -> workers.submit(call));
    }

    private static Caller caller(
            URI endpoint, Consumer<DynamoDbClientBuilder> settings, Caller.Guard guard, Runnable end) {
        AttemptCounter attempts = new AttemptCounter();
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
        settings.accept(builder);
        attempts.countFor(builder);
        DynamoDbClient client = builder.build();
        return new Caller(client, attempts, guard, () -> {
            client.close();
            end.run();
        });
    }
}
