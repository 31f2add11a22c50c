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

import io.armature.client.dns.DnsState;
import io.armature.client.dns.HostState;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.LookupFailure;
import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the way to DynamoDB. It calls nobody; it tells what the last calls met. It is down while a circuit breaker refuses
 * all calls, and no longer when the time to try again has come: an instance that gets no calls because it is down must come
 * back. Names that do not resolve are told and do not make it down: their last good addresses are used, and when there are
 * none, the circuit breaker of the endpoint says so.
 */
public final class DynamoDbHealthIndicator extends AbstractHealthIndicator {

    private final @Nullable CircuitBreakers breakers;

    private final @Nullable LastGoodDnsResolver names;

    /**
     * Creates the indicator.
     *
     * @param breakers the circuit breakers, {@code null} if there are none
     * @param names what resolves the names of endpoints, {@code null} if the JVM does
     */
    public DynamoDbHealthIndicator(@Nullable CircuitBreakers breakers, @Nullable LastGoodDnsResolver names) {
        super("The health of the way to DynamoDB could not be determined");
        this.breakers = breakers;
        this.names = names;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        if (breakers != null) {
            describe(health, breakers.states());
        }
        if (names != null) {
            describe(health, names.state());
        }
    }

    private void describe(Health.Builder health, List<CircuitBreakerState> states) {
        Map<String, Object> notClosed = new LinkedHashMap<>();
        for (CircuitBreakerState state : states) {
            if (state.state() != CircuitBreaker.State.CLOSED) {
                notClosed.put(state.id().name(), detailsOf(state));
            }
            if (state.refusing()) {
                health.down();
            }
        }
        if (!notClosed.isEmpty()) {
            health.withDetail("circuitBreakers", notClosed);
        }
    }

    private static Map<String, Object> detailsOf(CircuitBreakerState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", lowerCase(state.state()));
        putIfKnown(details, "since", state.since());
        putIfKnown(details, "retryAt", state.retryAt());
        return details;
    }

    private static void describe(Health.Builder health, DnsState state) {
        Map<String, Object> failing = new LinkedHashMap<>();
        for (HostState host : state.hosts()) {
            if (host.stale() || host.unresolved()) {
                failing.put(host.host(), detailsOf(host));
            }
        }
        if (!failing.isEmpty()) {
            health.withDetail("names", failing);
        }
    }

    private static Map<String, Object> detailsOf(HostState host) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("addresses", host.stale() ? "last good ones" : "none");
        putIfKnown(details, "since", host.staleSince());
        putIfKnown(details, "lastGoodAt", host.lastGoodAt());
        LookupFailure failure = host.lastFailure();
        putIfKnown(details, "reason", failure == null ? null : lowerCase(failure));
        return details;
    }

    private static void putIfKnown(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
