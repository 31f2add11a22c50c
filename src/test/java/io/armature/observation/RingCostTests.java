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
package io.armature.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.resilience.CircuitBreakerFactory;
import io.armature.resilience.CircuitBreakerLayer;
import io.armature.resilience.CircuitBreakerPolicy;
import io.armature.resilience.CircuitBreakerSettings;
import io.armature.resilience.CircuitBreakers;
import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What the whole ring costs a call over a client without layers: bytes are gated by the budget of 2.5 KB, since they are steady;
 * processor time by twice the budget, since these are not the machines of users, and reported.
 *
 * <p>Each budget of bytes fails when 2 KB in each call are planted in the client with the layers, and each of time when 5 µs are.
 */
@Tag("slow")
class RingCostTests {

    private static final CostMeter METER = CostMeter.of(21, 20_000);

    private static final GetItemRequest REQUEST =
            GetItemRequest.builder().tableName("orders").build();

    /** Has the headers that DynamoDB's answers have. */
    private static final DynamoDbClient PLAIN = new ConstantClient((GetItemResponse) GetItemResponse.builder()
            .sdkHttpResponse(SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Server", "Server")
                    .putHeader("Date", "Mon, 23 Nov 2026 06:00:00 GMT")
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .putHeader("Content-Length", "2")
                    .putHeader("Connection", "keep-alive")
                    .putHeader("x-amzn-RequestId", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                    .putHeader("x-amz-crc32", "2745614147")
                    .build())
            .build());

    private static PlaintextGuardLayer guard() {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.addEncrypted("customers", Set.of("email"));
        return new PlaintextGuardLayer(
                new EncryptedTables(catalogue, UnaryOperator.identity(), new PlaintextPolicies(List.of())),
                new WithheldAttributes(),
                new EncryptionStatistics());
    }

    private static CircuitBreakerLayer breaker() {
        return new CircuitBreakerLayer(new CircuitBreakers(new CircuitBreakerFactory(
                CircuitBreakerRegistry.ofDefaults(),
                new CircuitBreakerPolicy(CircuitBreakerSettings.defaults(), Map.of()),
                UnaryOperator.identity(),
                List.of(),
                change -> {},
                Clock.systemUTC())));
    }

    private static ObservationLayer observation(IgnoredMeters... ignored) {
        MeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters, ignored));
        SdkMetrics sdk = new SdkMetrics(0.01);
        sdk.bindTo(meters);
        return new ObservationLayer(
                registry, new DefaultDynamoDbCallObservationConvention(UnaryOperator.identity(), false), sdk, false);
    }

    @Test
    void ringWithoutObservationShouldKeepItsBudget(TestReporter reporter) {
        CostComparison cost = measure(reporter, "without observation", guard(), breaker());

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(1_500);
        assertThat(cost.moreNanos()).isLessThanOrEqualTo(2 * 1_000);
    }

    @Test
    void ringShouldKeepItsBudget(TestReporter reporter) {
        CostComparison cost = measure(
                reporter,
                "observed, timers of running calls left out",
                observation(IgnoredMeters.LONG_TASK_TIMER),
                guard(),
                breaker());

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(2_560);
        assertThat(cost.moreNanos()).isLessThanOrEqualTo(2 * 2_000);
    }

    @Test
    void ringWithAllMetersShouldKeepItsBudget(TestReporter reporter) {
        CostComparison cost = measure(reporter, "observed", observation(), guard(), breaker());

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(2_560);
        assertThat(cost.moreNanos()).isLessThanOrEqualTo(2 * 2_000);
    }

    @Test
    void layerWhenNobodyListensShouldCostNothing(TestReporter reporter) {
        ObservationLayer silent = new ObservationLayer(
                ObservationRegistry.NOOP,
                new DefaultDynamoDbCallObservationConvention(UnaryOperator.identity(), false),
                new SdkMetrics(0),
                false);
        CostComparison cost = measure(reporter, "nobody listens", silent);

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(150);
    }

    private static CostComparison measure(TestReporter reporter, String name, CallLayer... layers) {
        DynamoDbClient ring = new ClientLayers(List.of(layers)).wrap(PLAIN);
        CostComparison cost = METER.compare(() -> ring.getItem(REQUEST), () -> PLAIN.getItem(REQUEST));
        reporter.publishEntry(name, cost.toString());
        return cost;
    }
}
