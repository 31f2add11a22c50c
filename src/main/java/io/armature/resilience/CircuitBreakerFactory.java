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

import io.armature.resilience.CircuitBreakerId.Kind;
import io.armature.resilience.CircuitBreakerSettings.SlowCalls;
import io.armature.resilience.CircuitBreakerSettings.ThrottlingRule;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds circuit breakers from the settings. Safe for use by concurrent threads.
 *
 * <p>Nearly nothing is left to Resilience4j's defaults, under which it takes 100 calls until a circuit breaker opens.
 */
public final class CircuitBreakerFactory {

    private final CircuitBreakerRegistry registry;

    private final CircuitBreakerPolicy policy;

    private final UnaryOperator<String> logicalNames;

    private final List<CircuitBreakerConfigCustomizer> customizers;

    private final Consumer<CircuitBreakerStateChange> listener;

    private final InstantSource timeOfDay;

    private final Clock steadyTime;

    /**
     * Creates the factory.
     *
     * @param registry where the circuit breakers are registered; one that is there already under the name is used as it is
     * @param policy the settings
     * @param logicalNames gives the logical name of a table for its name in DynamoDB
     * @param customizers what is applied to each configuration at the end, in this order
     * @param listener is told of each change of state, on the thread of the call that brings it about
     * @param timeOfDay tells since when a circuit breaker is open and when it tries again; what is waited for does not go by
     *     it, so that it may be set
     */
    public CircuitBreakerFactory(
            CircuitBreakerRegistry registry,
            CircuitBreakerPolicy policy,
            UnaryOperator<String> logicalNames,
            List<CircuitBreakerConfigCustomizer> customizers,
            Consumer<CircuitBreakerStateChange> listener,
            InstantSource timeOfDay) {
        this(registry, policy, logicalNames, customizers, listener, timeOfDay, new SteadyClock());
    }

    CircuitBreakerFactory(
            CircuitBreakerRegistry registry,
            CircuitBreakerPolicy policy,
            UnaryOperator<String> logicalNames,
            List<CircuitBreakerConfigCustomizer> customizers,
            Consumer<CircuitBreakerStateChange> listener,
            InstantSource timeOfDay,
            Clock steadyTime) {
        this.registry = registry;
        this.policy = policy;
        this.logicalNames = logicalNames;
        this.customizers = List.copyOf(customizers);
        this.listener = listener;
        this.timeOfDay = timeOfDay;
        this.steadyTime = steadyTime;
    }

    GuardedCircuitBreaker ofEndpoint(String endpoint) {
        return outages(new CircuitBreakerId(Kind.ENDPOINT, null, endpoint), null, policy.defaults());
    }

    /** Builds those of a table, none if its settings want none. */
    List<GuardedCircuitBreaker> ofTable(String endpoint, String physicalTable) {
        String table = logicalNames.apply(physicalTable);
        CircuitBreakerSettings settings = policy.of(table).orElse(null);
        if (settings == null) {
            return List.of();
        }
        GuardedCircuitBreaker outages =
                outages(new CircuitBreakerId(Kind.OUTAGE, table, endpoint), physicalTable, settings);
        ThrottlingRule rule = settings.throttling();
        return rule == null
                ? List.of(outages)
                : List.of(
                        outages,
                        throttling(
                                new CircuitBreakerId(Kind.THROTTLING, table, endpoint), physicalTable, settings, rule));
    }

    private GuardedCircuitBreaker outages(
            CircuitBreakerId id, @Nullable String physicalTable, CircuitBreakerSettings settings) {
        OpenPeriod openPeriod = new OpenPeriod(settings.openDuration(), settings.openJitter(), timeOfDay, steadyTime);
        CircuitBreakerConfig.Builder builder = builder(settings, openPeriod)
                .slidingWindow(
                        settings.windowSize(),
                        settings.minimumCalls(),
                        SlidingWindowType.COUNT_BASED,
                        // Without a lock each call allocates 200 bytes more, which only what all callers share is
                        // worth.
                        id.kind() == Kind.ENDPOINT
                                ? SlidingWindowSynchronizationStrategy.LOCK_FREE
                                : SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(settings.failureRate());
        SlowCalls slowCalls = settings.slowCalls();
        if (slowCalls != null && id.kind() == Kind.OUTAGE) {
            builder.slowCallDurationThreshold(slowCalls.threshold()).slowCallRateThreshold(slowCalls.rate());
        }
        return guarded(id, physicalTable, settings, openPeriod, builder);
    }

    private GuardedCircuitBreaker throttling(
            CircuitBreakerId id, String physicalTable, CircuitBreakerSettings settings, ThrottlingRule rule) {
        OpenPeriod openPeriod = new OpenPeriod(rule.openDuration(), settings.openJitter(), timeOfDay, steadyTime);
        CircuitBreakerConfig.Builder builder = builder(settings, openPeriod)
                .slidingWindow(
                        Math.toIntExact(rule.window().toSeconds()),
                        rule.minimumCalls(),
                        SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(rule.rate());
        return guarded(id, physicalTable, settings, openPeriod, builder);
    }

    private CircuitBreakerConfig.Builder builder(CircuitBreakerSettings settings, OpenPeriod openPeriod) {
        return CircuitBreakerConfig.custom()
                .waitIntervalFunctionInOpenState(openPeriod)
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .writableStackTraceEnabled(false)
                .clock(steadyTime);
    }

    private GuardedCircuitBreaker guarded(
            CircuitBreakerId id,
            @Nullable String physicalTable,
            CircuitBreakerSettings settings,
            OpenPeriod openPeriod,
            CircuitBreakerConfig.Builder builder) {
        customizers.forEach(customizer -> customizer.customize(id, builder));
        return new GuardedCircuitBreaker(
                id,
                physicalTable,
                registry.circuitBreaker(id.name(), builder.build()),
                openPeriod,
                settings.halfOpenTimeout(),
                timeOfDay,
                steadyTime,
                listener);
    }
}
