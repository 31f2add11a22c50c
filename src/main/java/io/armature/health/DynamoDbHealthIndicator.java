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
package io.armature.health;

import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the way to DynamoDB. It calls nobody; it tells what the last calls met. It is down while a circuit breaker refuses
 * all calls, and no longer when the time to try again has come: an instance that gets no calls because it is down must come
 * back.
 */
public final class DynamoDbHealthIndicator extends AbstractHealthIndicator {

    private final CircuitBreakers breakers;

    private final Clock clock;

    /**
     * Creates the indicator.
     *
     * @param breakers the circuit breakers
     * @param clock tells which of them let calls through again
     */
    public DynamoDbHealthIndicator(CircuitBreakers breakers, Clock clock) {
        super("The health of the way to DynamoDB could not be determined");
        this.breakers = breakers;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        Instant now = clock.instant();
        Map<String, Object> notClosed = new LinkedHashMap<>();
        for (CircuitBreakerState state : breakers.states()) {
            if (state.state() != CircuitBreaker.State.CLOSED) {
                notClosed.put(state.id().name(), describe(state));
            }
            if (state.refusesAllAt(now)) {
                health.down();
            }
        }
        if (!notClosed.isEmpty()) {
            health.withDetail("circuitBreakers", notClosed);
        }
    }

    private static Map<String, Object> describe(CircuitBreakerState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (state.since() != null) {
            details.put("since", state.since());
        }
        if (state.retryAt() != null) {
            details.put("retryAt", state.retryAt());
        }
        return details;
    }
}
