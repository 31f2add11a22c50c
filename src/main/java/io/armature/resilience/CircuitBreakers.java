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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The circuit breakers of all tables and endpoints. Each endpoint has one; each table has two at each endpoint, one for
 * outages and one for throttling. They come into being with the first call.
 *
 * <p>Safe for use by concurrent threads; calls take no lock while all circuit breakers are closed.
 */
public final class CircuitBreakers {

    private final CircuitBreakerFactory factory;

    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

    /**
     * Creates the holder of circuit breakers; none exists yet.
     *
     * @param factory what builds each of them
     */
    public CircuitBreakers(CircuitBreakerFactory factory) {
        this.factory = factory;
    }

    /** Takes permission from every circuit breaker that a call concerns, or from none. */
    CallPermission acquire(String endpoint, List<String> tables) {
        return CallPermission.acquire(concerned(endpoint, tables));
    }

    private CallPermission concerned(String endpointName, List<String> tables) {
        Endpoint endpoint = endpoint(endpointName);
        if (tables.size() == 1) {
            return endpoint.ofTable(tables.get(0));
        }
        List<GuardedCircuitBreaker> all = new ArrayList<>(1 + 2 * tables.size());
        all.add(endpoint.own);
        for (String table : tables) {
            endpoint.breakersOf(table).forEach(all::add);
        }
        return new CallPermission(all.toArray(GuardedCircuitBreaker[]::new), null);
    }

    private Endpoint endpoint(String name) {
        Endpoint known = endpoints.get(name);
        return known != null ? known : endpoints.computeIfAbsent(name, Endpoint::new);
    }

    /**
     * Returns how long a call would be refused.
     *
     * @param endpoint where it goes
     * @param tables the tables it concerns, by their names in DynamoDB
     * @return the time until the last circuit breaker lets calls through again, zero if all do
     */
    Duration untilRetry(String endpoint, List<String> tables) {
        Duration longest = Duration.ZERO;
        for (GuardedCircuitBreaker breaker : concerned(endpoint, tables).breakers()) {
            Duration wait = breaker.untilRetry();
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    /**
     * Returns the state of all circuit breakers.
     *
     * @return the states at this moment, in the order of their names
     */
    public List<CircuitBreakerState> states() {
        return all().map(GuardedCircuitBreaker::state)
                .sorted(Comparator.comparing(state -> state.id().name()))
                .toList();
    }

    private Stream<GuardedCircuitBreaker> all() {
        return endpoints.values().stream().flatMap(Endpoint::all);
    }

    /**
     * Sets how a circuit breaker works from now on, until it is set again or the application ends.
     *
     * @param name its name, as in {@link CircuitBreakerId#name()}
     * @param mode how it is to work
     * @return whether there is such a circuit breaker; nothing happens if there is none
     */
    public boolean setMode(String name, CircuitBreakerMode mode) {
        List<GuardedCircuitBreaker> found =
                all().filter(breaker -> breaker.id().name().equals(name)).toList();
        found.forEach(breaker -> breaker.setMode(mode));
        return !found.isEmpty();
    }

    /** The circuit breakers at one endpoint. */
    private final class Endpoint {

        private final String name;

        private final GuardedCircuitBreaker own;

        /** For each table what a call to it needs, the endpoint's own circuit breaker first. */
        private final Map<String, CallPermission> tables = new ConcurrentHashMap<>();

        private Endpoint(String name) {
            this.name = name;
            this.own = factory.ofEndpoint(name);
        }

        private CallPermission ofTable(String table) {
            CallPermission known = tables.get(table);
            return known != null ? known : tables.computeIfAbsent(table, this::create);
        }

        private CallPermission create(String table) {
            return new CallPermission(
                    Stream.concat(Stream.of(own), factory.ofTable(name, table).stream())
                            .toArray(GuardedCircuitBreaker[]::new),
                    null);
        }

        private Stream<GuardedCircuitBreaker> breakersOf(String table) {
            return Arrays.stream(ofTable(table).breakers()).skip(1);
        }

        private Stream<GuardedCircuitBreaker> all() {
            return Stream.concat(Stream.of(own), tables.keySet().stream().flatMap(this::breakersOf));
        }
    }
}
