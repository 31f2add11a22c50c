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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the circuit breakers of a table open, and how they close again.
 *
 * @param windowSize the calls that are looked at, 5 by default
 * @param minimumCalls the calls that must have been made before the breaker can open, 5 by default
 * @param failureRate the share of calls in percent that must have found DynamoDB away, 100 by default
 * @param openDuration the time before DynamoDB is tried again, 60 seconds by default
 * @param openJitter the share by which that time is lengthened or shortened by chance, 0.1 by default, so that instances do
 *     not try all at once
 * @param halfOpenCalls the calls that are let through to try DynamoDB again, 3 by default
 * @param halfOpenTimeout the time after which the calls that try DynamoDB again are no longer waited for; the call time-out,
 *     5 seconds by default
 * @param slowCalls which calls are too slow, {@code null} by default: none
 * @param throttling when the breaker opens because of throttling, {@code null} for never
 */
public record CircuitBreakerSettings(
        int windowSize,
        int minimumCalls,
        float failureRate,
        Duration openDuration,
        double openJitter,
        int halfOpenCalls,
        Duration halfOpenTimeout,
        @Nullable SlowCalls slowCalls,
        @Nullable ThrottlingRule throttling) {

    /**
     * Creates the settings.
     *
     * @param windowSize 1 or more
     * @param minimumCalls 1 or more, not more than {@code windowSize}
     * @param failureRate more than 0, at most 100
     * @param openDuration 1 millisecond or more
     * @param openJitter 0 or more, less than 1
     * @param halfOpenCalls 1 or more
     * @param halfOpenTimeout 1 millisecond or more
     * @param slowCalls any
     * @param throttling any
     * @throws IllegalArgumentException if a value is outside of its bounds
     */
    public CircuitBreakerSettings {
        require(windowSize >= 1, "windowSize", windowSize);
        require(minimumCalls >= 1 && minimumCalls <= windowSize, "minimumCalls", minimumCalls);
        require(isRate(failureRate), "failureRate", failureRate);
        require(openDuration.toMillis() >= 1, "openDuration", openDuration);
        require(openJitter >= 0 && openJitter < 1, "openJitter", openJitter);
        require(halfOpenCalls >= 1, "halfOpenCalls", halfOpenCalls);
        require(halfOpenTimeout.toMillis() >= 1, "halfOpenTimeout", halfOpenTimeout);
    }

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static CircuitBreakerSettings defaults() {
        return new CircuitBreakerSettings(
                5,
                5,
                100,
                Duration.ofSeconds(60),
                0.1,
                3,
                Duration.ofSeconds(5),
                null,
                new ThrottlingRule(Duration.ofSeconds(10), 20, 50, Duration.ofSeconds(60)));
    }

    private static boolean isRate(float percent) {
        return percent > 0 && percent <= 100;
    }

    private static void require(boolean met, String name, Object value) {
        if (!met) {
            throw new IllegalArgumentException(name + " is out of its bounds: " + value);
        }
    }

    /**
     * Which calls are too slow.
     *
     * @param threshold the time that a call may take
     * @param rate the share of calls in percent that must have been slower before the breaker opens
     */
    public record SlowCalls(Duration threshold, float rate) {

        /**
         * Creates the rule.
         *
         * @param threshold 1 millisecond or more
         * @param rate more than 0, at most 100
         * @throws IllegalArgumentException if a value is outside of its bounds
         */
        public SlowCalls {
            require(threshold.toMillis() >= 1, "threshold", threshold);
            require(isRate(rate), "rate", rate);
        }
    }

    /**
     * When the breaker opens because DynamoDB throttles the table. Throttling of single keys never counts.
     *
     * @param window the time that is looked at, 10 seconds by default
     * @param minimumCalls the calls in that time that there must be, 20 by default
     * @param rate the share of calls in percent that must have been throttled, 50 by default
     * @param openDuration the time before DynamoDB is tried again, that of outages by default
     */
    public record ThrottlingRule(Duration window, int minimumCalls, float rate, Duration openDuration) {

        /**
         * Creates the rule.
         *
         * @param window 1 second or more, in whole seconds
         * @param minimumCalls 1 or more
         * @param rate more than 0, at most 100
         * @param openDuration 1 millisecond or more
         * @throws IllegalArgumentException if a value is outside of its bounds
         */
        public ThrottlingRule {
            require(window.toSeconds() >= 1 && window.toMillisPart() == 0, "window", window);
            require(minimumCalls >= 1, "minimumCalls", minimumCalls);
            require(isRate(rate), "rate", rate);
            require(Objects.requireNonNull(openDuration).toMillis() >= 1, "openDuration", openDuration);
        }
    }
}
