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
package io.armature.actuate;

import io.armature.resilience.CircuitBreakerMode;
import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Endpoint that shows the circuit breakers and, where {@code management.endpoint.dynamodbcircuitbreakers.access} is {@code
 * unrestricted}, forces one open or switches it off.
 */
@Endpoint(id = "dynamodbcircuitbreakers", defaultAccess = Access.READ_ONLY)
public final class CircuitBreakersEndpoint {

    private final CircuitBreakers breakers;

    /**
     * Creates the endpoint.
     *
     * @param breakers what is shown and set
     */
    public CircuitBreakersEndpoint(CircuitBreakers breakers) {
        this.breakers = breakers;
    }

    /**
     * Shows all circuit breakers. There is none for a table that has not been called.
     *
     * @return what each of them does, by name
     */
    @ReadOperation
    public Map<String, Shown> show() {
        Map<String, Shown> shown = new LinkedHashMap<>();
        breakers.states().forEach(state -> shown.put(state.id().name(), Shown.of(state)));
        return shown;
    }

    /**
     * Sets how a circuit breaker works from now on, in this instance of the application, until it is set again.
     *
     * @param name its name, as it is shown
     * @param mode {@code automatic}, {@code forced-open} or {@code off}
     * @return status 204, or 404 if there is no circuit breaker of this name
     */
    @WriteOperation
    public WebEndpointResponse<Void> set(@Selector String name, CircuitBreakerMode mode) {
        return new WebEndpointResponse<>(
                breakers.setMode(name, mode)
                        ? WebEndpointResponse.STATUS_NO_CONTENT
                        : WebEndpointResponse.STATUS_NOT_FOUND);
    }

    /**
     * A circuit breaker.
     *
     * @param state what it does
     * @param since since when it refuses calls, if it does
     * @param retryAt when it lets calls through to try DynamoDB again, if it refuses them
     * @param calls the calls it looks at
     * @param failedCalls those of them that count as failed
     * @param refusedCalls the calls it has refused since its state changed
     */
    public record Shown(
            CircuitBreaker.State state,
            @Nullable Instant since,
            @Nullable Instant retryAt,
            int calls,
            int failedCalls,
            long refusedCalls) {

        static Shown of(CircuitBreakerState state) {
            return new Shown(
                    state.state(),
                    state.since(),
                    state.retryAt(),
                    state.calls(),
                    state.failedCalls(),
                    state.refusedCalls());
        }
    }
}
