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

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Circuit breakers on a clock that stands still, in front of a scripted client. */
final class Breakers {

    final TestClock clock = new TestClock();

    /** By how much somebody has set the time of day. */
    volatile Duration setTimeOfDay = Duration.ZERO;

    final List<CircuitBreakerStateChange> changes = new CopyOnWriteArrayList<>();

    final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();

    final CircuitBreakers all;

    final CircuitBreakerLayer layer;

    final ScriptedClient target = new ScriptedClient();

    final DynamoDbClient client;

    Breakers() {
        this(CircuitBreakerSettings.defaults(), Map.of(), List.of());
    }

    Breakers(
            CircuitBreakerSettings defaults,
            Map<String, Optional<CircuitBreakerSettings>> tables,
            List<CircuitBreakerConfigCustomizer> customizers) {
        all = new CircuitBreakers(new CircuitBreakerFactory(
                registry,
                new CircuitBreakerPolicy(defaults, tables),
                physical -> physical.replace("prod-", ""),
                customizers,
                changes::add,
                () -> clock.instant().plus(setTimeOfDay),
                clock));
        layer = new CircuitBreakerLayer(all, () -> clock.millis() * 1_000_000);
        client = target.behind(layer);
    }

    /** Calls, and tells how it ended. */
    Outcome call(String table) {
        try {
            client.getItem(ScriptedClient.get(table));
            return Outcome.ANSWERED;
        } catch (CircuitBreakerOpenException ex) {
            return Outcome.REFUSED;
        } catch (RuntimeException ex) {
            return Outcome.FAILED;
        }
    }

    void call(String table, int times) {
        for (int i = 0; i < times; i++) {
            call(table);
        }
    }

    void openByOutage(String table) {
        target.fail(ScriptedClient.serverError());
        call(table, 5);
    }

    /** Lets the longest time pass for which a circuit breaker stays open. */
    void passOpenDuration() {
        clock.advance(Duration.ofSeconds(67));
    }

    CircuitBreakerState state(String name) {
        return all.states().stream()
                .filter(state -> state.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    enum Outcome {
        ANSWERED,
        FAILED,
        REFUSED
    }
}
