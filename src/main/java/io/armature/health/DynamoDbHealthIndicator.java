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

import io.armature.client.ConstantText;
import io.armature.client.TableCatalogue;
import io.armature.client.dns.DnsState;
import io.armature.client.dns.HostState;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.LookupFailure;
import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of the way to DynamoDB, with each table. It tells what the last calls met, and calls DynamoDB itself only for tables
 * that nobody has called for a while.
 *
 * <p>It is down while a circuit breaker refuses all calls, or degraded while reads of what it refuses are answered from stored
 * copies, and no longer when the time to try again has come: an instance that gets no calls because it is down must come back.
 * So it is while an idle table cannot be reached. Names that do not resolve are told and do not make it down: their last good
 * addresses are used, and when there are none, the circuit breaker of the endpoint says so.
 */
public final class DynamoDbHealthIndicator extends AbstractHealthIndicator {

    /**
     * While reads by key are answered from stored copies, and nothing else is. Answered with HTTP status 200, since an instance
     * that can do so much should go on getting calls.
     */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final @Nullable CircuitBreakers breakers;

    private final @Nullable LastGoodDnsResolver names;

    private final TablesHealth tables;

    private final Predicate<@Nullable String> covered;

    /**
     * Creates the indicator.
     *
     * @param breakers the circuit breakers, {@code null} if there are none
     * @param names what resolves the names of endpoints, {@code null} if the JVM does
     * @param catalogue the tables
     * @param probe calls tables that are idle, {@code null} to call none
     * @param covered tells by its logical name whether reads of a table are answered from stored copies, or with {@code null}
     *     those of any
     */
    public DynamoDbHealthIndicator(
            @Nullable CircuitBreakers breakers,
            @Nullable LastGoodDnsResolver names,
            TableCatalogue catalogue,
            @Nullable TableProbe probe,
            Predicate<@Nullable String> covered) {
        super("The health of the way to DynamoDB could not be determined");
        this.breakers = breakers;
        this.names = names;
        this.tables = new TablesHealth(catalogue, probe, covered);
        this.covered = covered;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<CircuitBreakerState> states = breakers == null ? List.of() : breakers.states();
        Map<String, TableHealth> found = tables.look(states);
        health.status(worst(states, found));
        describe(health, states);
        if (!found.isEmpty()) {
            health.withDetail("tables", found);
        }
        if (names != null) {
            describe(health, names.state());
        }
    }

    private Status worst(List<CircuitBreakerState> states, Map<String, TableHealth> found) {
        boolean degraded = false;
        for (CircuitBreakerState state : states) {
            if (state.refusing()) {
                if (!covered.test(state.id().table())) {
                    return Status.DOWN;
                }
                degraded = true;
            }
        }
        for (TableHealth table : found.values()) {
            if (table.status().equals(Status.DOWN.getCode())) {
                return Status.DOWN;
            }
            degraded |= table.status().equals(DEGRADED.getCode());
        }
        return degraded ? DEGRADED : Status.UP;
    }

    private static void describe(Health.Builder health, List<CircuitBreakerState> states) {
        Map<String, Object> notClosed = new LinkedHashMap<>();
        for (CircuitBreakerState state : states) {
            if (state.state() != CircuitBreaker.State.CLOSED) {
                notClosed.put(state.id().name(), detailsOf(state));
            }
        }
        if (!notClosed.isEmpty()) {
            health.withDetail("circuitBreakers", notClosed);
        }
    }

    private static Map<String, Object> detailsOf(CircuitBreakerState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", ConstantText.of(state.state()));
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
        putIfKnown(details, "reason", failure == null ? null : ConstantText.of(failure));
        return details;
    }

    private static void putIfKnown(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
