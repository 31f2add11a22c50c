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
package io.armature.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import io.armature.support.CostMeter.Cost;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What circuit breakers cost a call: bytes are gated by the budget, since they are steady; processor time by twice the budget,
 * since these are not the machines of users, and reported.
 *
 * <p>Each budget of bytes fails when 2 KB in each call are planted in the client with the layers and 1 KB in the layer, and each of time when 5 µs
 * are planted in the client with the layers.
 */
@Tag("slow")
class CircuitBreakerCostTests {

    private static final CostMeter METER = CostMeter.of(21, 30_000);

    private static final GetItemRequest REQUEST =
            GetItemRequest.builder().tableName("orders").build();

    private final DynamoDbClient plain =
            new ConstantClient(GetItemResponse.builder().build());

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();

    private final CircuitBreakers breakers = new CircuitBreakers(new CircuitBreakerFactory(
            registry,
            new CircuitBreakerPolicy(CircuitBreakerSettings.defaults(), Map.of()),
            UnaryOperator.identity(),
            List.of(),
            change -> {},
            Clock.systemUTC()));

    private final DynamoDbClient ring =
            new ClientLayers(List.of(guard(), new CircuitBreakerLayer(breakers))).wrap(plain);

    private int refusals;

    private static PlaintextGuardLayer guard() {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.addEncrypted("customers", Set.of("email"));
        return new PlaintextGuardLayer(
                new EncryptedTables(catalogue, UnaryOperator.identity(), new PlaintextPolicies(List.of())),
                new WithheldAttributes(),
                new EncryptionStatistics());
    }

    @Test
    void closedRingShouldKeepItsBudget(TestReporter reporter) {
        CostComparison cost = measureRing(reporter, "closed ring");

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(500);
        assertThat(cost.moreNanos()).isLessThanOrEqualTo(2 * 500);
    }

    @Test
    void closedRingWhenMetersAreBoundShouldSayWhatTheyCost(TestReporter reporter) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(new SimpleMeterRegistry());
        CostComparison cost = measureRing(reporter, "closed ring with meters");

        assertThat(cost.moreBytes()).isLessThanOrEqualTo(1_500);
    }

    @Test
    void refusalShouldKeepItsBudget(TestReporter reporter) {
        ring.getItem(REQUEST);
        breakers.setMode("orders@unknown", CircuitBreakerMode.FORCED_OPEN);
        Cost cost = METER.measure(this::refused);
        reporter.publishEntry("refusal", cost.toString());

        assertThat(refusals).isGreaterThan(21 * 30_000);
        assertThat(cost.bytes()).isLessThanOrEqualTo(1_000);
        assertThat(cost.nanos()).isLessThanOrEqualTo(2 * 1_000);
    }

    private CostComparison measureRing(TestReporter reporter, String name) {
        CostComparison cost = METER.compare(() -> ring.getItem(REQUEST), () -> plain.getItem(REQUEST));
        reporter.publishEntry(name, cost.toString());
        return cost;
    }

    private void refused() {
        try {
            ring.getItem(REQUEST);
        } catch (CircuitBreakerOpenException expected) {
            refusals++;
        }
    }
}
