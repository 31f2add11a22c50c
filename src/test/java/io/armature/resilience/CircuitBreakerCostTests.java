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

import com.sun.management.ThreadMXBean;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
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
 */
@Tag("slow")
class CircuitBreakerCostTests {

    private static final int CALLS = 100_000;

    private static final int ROUNDS = 31;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final GetItemRequest REQUEST =
            GetItemRequest.builder().tableName("orders").build();

    private final DynamoDbClient plain = new ConstantClient();

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
        Figures figures = measure(reporter, "closed ring", ring, plain);

        assertThat(figures.bytes()).isLessThanOrEqualTo(500);
        assertThat(figures.nanos()).isLessThanOrEqualTo(2 * 500);
    }

    @Test
    void closedRingWhenMetersAreBoundShouldSayWhatTheyCost(TestReporter reporter) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(new SimpleMeterRegistry());
        Figures figures = measure(reporter, "closed ring with meters", ring, plain);

        assertThat(figures.bytes()).isLessThanOrEqualTo(1_500);
    }

    @Test
    void refusalShouldKeepItsBudget(TestReporter reporter) {
        ring.getItem(REQUEST);
        breakers.setMode("orders@unknown", CircuitBreakerMode.FORCED_OPEN);
        Figures figures = measure(reporter, "refusal", ring, null);

        assertThat(figures.bytes()).isLessThanOrEqualTo(1_000);
        assertThat(figures.nanos()).isLessThanOrEqualTo(2 * 1_000);
    }

    private static Figures measure(TestReporter reporter, String name, DynamoDbClient client, DynamoDbClient base) {
        run(client);
        run(client);
        double[] nanos = new double[ROUNDS];
        double bytes = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            Figures with = once(client);
            Figures without = base == null ? new Figures(0, 0) : once(base);
            nanos[round] = with.nanos() - without.nanos();
            bytes = Math.min(bytes, with.bytes() - without.bytes());
        }
        Arrays.sort(nanos);
        Figures figures = new Figures(nanos[ROUNDS / 2], bytes);
        reporter.publishEntry(name, figures + ", quartiles " + nanos[ROUNDS / 4] + " to " + nanos[3 * ROUNDS / 4]);
        return figures;
    }

    private static Figures once(DynamoDbClient client) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        run(client);
        return new Figures(
                (double) (THREADS.getCurrentThreadCpuTime() - nanos) / CALLS,
                (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / CALLS);
    }

    private static void run(DynamoDbClient client) {
        for (int i = 0; i < CALLS; i++) {
            try {
                client.getItem(REQUEST);
            } catch (CircuitBreakerOpenException expected) {
                // What is measured.
            }
        }
    }

    private record Figures(double nanos, double bytes) {}

    private static final class ConstantClient implements DynamoDbClient {

        private static final GetItemResponse RESPONSE =
                GetItemResponse.builder().build();

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return RESPONSE;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
