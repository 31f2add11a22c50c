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
package io.armature.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.resilience.CircuitBreakerFactory;
import io.armature.resilience.CircuitBreakerLayer;
import io.armature.resilience.CircuitBreakerPolicy;
import io.armature.resilience.CircuitBreakerSettings;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackLayer.Surroundings;
import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What the fallback costs the caller's thread of a read while all is well: bytes are gated, since they are steady; processor
 * time is reported, and gated by a multiple of the goal of 300 ns, since these are not the machines of users.
 *
 * <p>Fails when 1 KB, or 2 µs, in each call are planted in the layer.
 */
@Tag("slow")
class FallbackCostTests {

    private static final int CALLS = 20_000;

    private static final int GOAL_NANOS = 300;

    private static final GetItemRequest REQUEST = FallbackFixture.get(FallbackFixture.ORDERS, "1");

    private final DynamoDbClient target = new ConstantClient(
            GetItemResponse.builder().item(FallbackFixture.item("1", 1, "one")).build());

    private final FallbackStatistics statistics = new FallbackStatistics();

    private final FallbackSettings settings = settings();

    private final FallbackLayer layer = new FallbackLayer(
            new InProcessFallbackStore(settings, 1_000, 1_000_000),
            settings,
            new FallbackTables(table -> true, FallbackFixture.catalogue(), statistics),
            statistics,
            new Surroundings(Clock.systemUTC(), System::nanoTime, Patience::block, System::nanoTime, false));

    private final CallLayer breakers = new CircuitBreakerLayer(new CircuitBreakers(new CircuitBreakerFactory(
            CircuitBreakerRegistry.ofDefaults(),
            new CircuitBreakerPolicy(CircuitBreakerSettings.defaults(), Map.of()),
            UnaryOperator.identity(),
            List.of(),
            change -> {},
            Clock.systemUTC())));

    /** What a round reads is handed over as a whole, and sent between the rounds. */
    private static FallbackSettings settings() {
        FallbackSettings usual = FallbackSettings.defaults();
        return new FallbackSettings(
                usual.maxStaleness(),
                usual.readTimeout(),
                usual.storeTimeout(),
                usual.quietTime(),
                usual.maxFillAge(),
                usual.maxItemBytes(),
                CALLS);
    }

    @Test
    void readWhenAllIsWellShouldKeepItsBudget(TestReporter reporter) {
        DynamoDbClient with = new ClientLayers(List.of(layer, breakers)).wrap(target);
        DynamoDbClient without = new ClientLayers(List.of(breakers)).wrap(target);
        CostComparison cost = CostMeter.of(21, CALLS)
                .doingBefore(layer::drain)
                .compare(() -> with.getItem(REQUEST), () -> without.getItem(REQUEST));
        reporter.publishEntry("fallback, of a read", cost.toString());

        assertThat(statistics.count(FallbackStatistics.Event.FILL_DROPPED)).isZero();
        assertThat(cost.moreBytes()).isLessThanOrEqualTo(900);
        assertThat(cost.moreNanos()).isLessThanOrEqualTo(4 * GOAL_NANOS);
    }
}
