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
package io.armature.autoconfigure;

import io.armature.resilience.CircuitBreakerSettings;
import io.armature.resilience.CircuitBreakerSettings.SlowCalls;
import io.armature.resilience.CircuitBreakerSettings.ThrottlingRule;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the circuit breakers of all tables.
 *
 * @param enabled Whether calls are refused while DynamoDB is away.
 * @param windowSize Calls that are looked at.
 * @param minimumCalls Calls that must have been made before a circuit breaker opens.
 * @param failureRate Share of calls in percent that must have found DynamoDB away.
 * @param openDuration Time before DynamoDB is tried again.
 * @param openJitter Share by which that time is lengthened or shortened by chance.
 * @param halfOpenCalls Calls that are let through to try DynamoDB again.
 * @param slowCalls Calls that count as too slow. By default none does.
 * @param throttling When throttling opens the circuit breaker of a table.
 */
@ConfigurationProperties("armature.circuit-breaker")
record CircuitBreakerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5") int windowSize,
        @DefaultValue("5") int minimumCalls,
        @DefaultValue("100") float failureRate,
        @DefaultValue("60s") Duration openDuration,
        @DefaultValue("0.1") double openJitter,
        @DefaultValue("3") int halfOpenCalls,
        @DefaultValue Slow slowCalls,
        @DefaultValue Throttling throttling) {

    private static final String PREFIX = "armature.circuit-breaker";

    CircuitBreakerProperties {
        Checks.between(PREFIX + ".open-jitter", openJitter, 0.0, 0.99);
    }

    /** Returns what holds for the endpoints, and for tables that say nothing else. */
    CircuitBreakerSettings toSettings(Duration callTimeout) {
        return settings(PREFIX, Table.NOTHING, callTimeout);
    }

    /** Returns what holds for one table, or empty if it is to have no circuit breaker. */
    Optional<CircuitBreakerSettings> toSettings(String tableKey, Table table, Duration callTimeout) {
        return or(table.enabled, true)
                ? Optional.of(settings(tableKey + ".circuit-breaker", table, callTimeout))
                : Optional.empty();
    }

    private CircuitBreakerSettings settings(String key, Table table, Duration callTimeout) {
        int window = or(table.windowSize, windowSize);
        // A table with a smaller window need not say the second number, too.
        int minimum = or(table.minimumCalls, table.windowSize == null ? minimumCalls : Math.min(minimumCalls, window));
        Checks.atLeast(key + ".window-size", window, 1);
        Checks.between(key + ".minimum-calls", minimum, 1, window);
        float rate = or(table.failureRate, failureRate);
        rate(key + ".failure-rate", rate);
        Duration open = or(table.openDuration, openDuration);
        Checks.oneMillisecondOrMore(key + ".open-duration", open);
        int probes = or(table.halfOpenCalls, halfOpenCalls);
        Checks.atLeast(key + ".half-open-calls", probes, 1);
        return new CircuitBreakerSettings(
                window,
                minimum,
                rate,
                open,
                openJitter,
                probes,
                callTimeout,
                slow(key + ".slow-calls", slowCalls.with(table.slowCalls)),
                rule(key + ".throttling", throttling.with(table.throttling), open));
    }

    private static @Nullable SlowCalls slow(String key, Slow slow) {
        rate(key + ".rate", slow.rate);
        if (slow.threshold == null) {
            return null;
        }
        Checks.oneMillisecondOrMore(key + ".threshold", slow.threshold);
        return new SlowCalls(slow.threshold, slow.rate);
    }

    private static @Nullable ThrottlingRule rule(String key, Throttling throttling, Duration openDuration) {
        if (throttling.window.toSeconds() < 1 || throttling.window.toMillisPart() != 0) {
            throw new InvalidConfigurationPropertyValueException(
                    key + ".window", throttling.window, "It must be in whole seconds, 1s or more.");
        }
        Checks.atLeast(key + ".minimum-calls", throttling.minimumCalls, 1);
        rate(key + ".rate", throttling.rate);
        Duration open = or(throttling.openDuration, openDuration);
        Checks.oneMillisecondOrMore(key + ".open-duration", open);
        return throttling.enabled
                ? new ThrottlingRule(throttling.window, throttling.minimumCalls, throttling.rate, open)
                : null;
    }

    private static void rate(String key, float percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new InvalidConfigurationPropertyValueException(
                    key, percent, "It is a share in percent, more than 0 and at most 100.");
        }
    }

    private static <T> T or(@Nullable T own, T other) {
        return own != null ? own : other;
    }

    /**
     * Calls that count as too slow.
     *
     * @param threshold Time that a call may take. By default no call is too slow.
     * @param rate Share of calls in percent that must have been slower before a circuit breaker opens.
     */
    record Slow(
            @Nullable Duration threshold,
            @DefaultValue("100") float rate) {

        private Slow with(@Nullable TableSlow own) {
            return own == null ? this : new Slow(own.threshold != null ? own.threshold : threshold, or(own.rate, rate));
        }
    }

    /**
     * When throttling opens the circuit breaker of a table. Throttling of single keys never counts.
     *
     * @param enabled Whether it does at all.
     * @param window Time that is looked at, in whole seconds.
     * @param minimumCalls Calls in that time that there must be.
     * @param rate Share of calls in percent that must have been throttled.
     * @param openDuration Time before DynamoDB is tried again. By default that of outages.
     */
    record Throttling(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10s") Duration window,
            @DefaultValue("20") int minimumCalls,
            @DefaultValue("50") float rate,
            @Nullable Duration openDuration) {

        private Throttling with(@Nullable TableThrottling own) {
            return own == null
                    ? this
                    : new Throttling(
                            or(own.enabled, enabled),
                            or(own.window, window),
                            or(own.minimumCalls, minimumCalls),
                            or(own.rate, rate),
                            own.openDuration != null ? own.openDuration : openDuration);
        }
    }

    /**
     * What is different for one table.
     *
     * @param enabled Whether the table has circuit breakers of its own.
     * @param windowSize Calls that are looked at.
     * @param minimumCalls Calls that must have been made before a circuit breaker opens.
     * @param failureRate Share of calls in percent that must have found DynamoDB away.
     * @param openDuration Time before DynamoDB is tried again.
     * @param halfOpenCalls Calls that are let through to try DynamoDB again.
     * @param slowCalls Calls that count as too slow.
     * @param throttling When throttling opens the circuit breaker.
     */
    record Table(
            @Nullable Boolean enabled,
            @Nullable Integer windowSize,
            @Nullable Integer minimumCalls,
            @Nullable Float failureRate,
            @Nullable Duration openDuration,
            @Nullable Integer halfOpenCalls,
            @Nullable TableSlow slowCalls,
            @Nullable TableThrottling throttling) {

        private static final Table NOTHING = new Table(null, null, null, null, null, null, null, null);
    }

    /**
     * Calls of one table that count as too slow.
     *
     * @param threshold Time that a call may take.
     * @param rate Share of calls in percent that must have been slower before a circuit breaker opens.
     */
    record TableSlow(@Nullable Duration threshold, @Nullable Float rate) {}

    /**
     * When throttling opens the circuit breaker of one table.
     *
     * @param enabled Whether it does at all.
     * @param window Time that is looked at, in whole seconds.
     * @param minimumCalls Calls in that time that there must be.
     * @param rate Share of calls in percent that must have been throttled.
     * @param openDuration Time before DynamoDB is tried again.
     */
    record TableThrottling(
            @Nullable Boolean enabled,
            @Nullable Duration window,
            @Nullable Integer minimumCalls,
            @Nullable Float rate,
            @Nullable Duration openDuration) {}
}
