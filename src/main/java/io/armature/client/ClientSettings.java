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
package io.armature.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How a client connects, waits and retries.
 *
 * @param maxConnections the most connections that one client keeps, 50 by default
 * @param tcpKeepAlive whether the operating system probes idle connections, {@code true} by default
 * @param connectTimeout the time to wait for a TCP connection, 2 seconds by default
 * @param attemptTimeout the time to wait for one attempt, 2.5 seconds by default: longer than it waits for a connection
 *     or data, so that the attempt ends by what was missing
 * @param callTimeout the time to wait for a call with all its attempts, 5 seconds by default
 * @param socketTimeout the time to wait for data on a connection, 2 seconds by default
 * @param acquireTimeout the time to wait for a free connection, 1 second by default
 * @param maxIdleTime the time after which an unused connection is closed, 60 seconds by default
 * @param retry how failed attempts are repeated
 * @param fips whether the endpoints validated under FIPS 140 are called, {@code false} by default
 * @param dualstack whether the endpoints with IPv4 and IPv6 are called, {@code false} by default
 * @param maxRegions the most regions that clients are kept for at the same time, 10 by default
 */
public record ClientSettings(
        int maxConnections,
        boolean tcpKeepAlive,
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        Duration socketTimeout,
        Duration acquireTimeout,
        Duration maxIdleTime,
        RetrySettings retry,
        boolean fips,
        boolean dualstack,
        int maxRegions) {

    private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);

    /**
     * Creates the settings.
     *
     * @param maxConnections 1 or more
     * @param tcpKeepAlive any
     * @param connectTimeout 1 millisecond or more, like all times here
     * @param attemptTimeout not longer than {@code callTimeout}
     * @param callTimeout the bound of the whole call
     * @param socketTimeout the wait for data
     * @param acquireTimeout the wait for a free connection
     * @param maxIdleTime the life of an unused connection
     * @param retry the repetition of failed attempts
     * @param fips any
     * @param dualstack any
     * @param maxRegions 1 or more
     * @throws IllegalArgumentException if a value is outside of its bounds; the HTTP client would take a time below 1
     *     millisecond for no limit at all
     */
    public ClientSettings {
        requireOneOrMore("maxConnections", maxConnections);
        requireTime("connectTimeout", connectTimeout);
        requireTime("attemptTimeout", attemptTimeout);
        requireTime("callTimeout", callTimeout);
        requireTime("socketTimeout", socketTimeout);
        requireTime("acquireTimeout", acquireTimeout);
        requireTime("maxIdleTime", maxIdleTime);
        Objects.requireNonNull(retry, "retry");
        requireOneOrMore("maxRegions", maxRegions);
        requireNotLonger("attemptTimeout", attemptTimeout, "callTimeout", callTimeout);
    }

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static ClientSettings defaults() {
        return new ClientSettings(
                50,
                true,
                Duration.ofSeconds(2),
                Duration.ofMillis(2500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                RetrySettings.defaults(),
                false,
                false,
                10);
    }

    private static void requireOneOrMore(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, but is " + value);
        }
    }

    private static void requireTime(String name, Duration value) {
        if (value.compareTo(ONE_MILLISECOND) < 0) {
            throw new IllegalArgumentException(name + " must be 1 millisecond or more, but is " + value);
        }
    }

    private static void requireNotLonger(String shortName, Duration shorter, String longName, Duration longer) {
        if (shorter.compareTo(longer) > 0) {
            throw new IllegalArgumentException(shortName + " must not be longer than " + longName + ", but " + shorter
                    + " is more than " + longer);
        }
    }

    /**
     * How failed attempts are repeated: after a random time between nothing and a bound that doubles with each attempt.
     *
     * @param maxAttempts the most attempts of one call, the first one included, 5 by default
     * @param baseDelay the bound before the second attempt, 25 milliseconds by default
     * @param throttlingBaseDelay the same after DynamoDB has throttled the call, 100 milliseconds by default
     * @param maxDelay the bound that is not exceeded, 1 second by default
     */
    public record RetrySettings(int maxAttempts, Duration baseDelay, Duration throttlingBaseDelay, Duration maxDelay) {

        /**
         * Creates the settings.
         *
         * @param maxAttempts 1 or more
         * @param baseDelay 1 millisecond or more, not longer than {@code maxDelay}
         * @param throttlingBaseDelay 1 millisecond or more, not longer than {@code maxDelay}
         * @param maxDelay 1 millisecond or more
         * @throws IllegalArgumentException if a value is outside of its bounds
         */
        public RetrySettings {
            requireOneOrMore("maxAttempts", maxAttempts);
            requireTime("baseDelay", baseDelay);
            requireTime("throttlingBaseDelay", throttlingBaseDelay);
            requireTime("maxDelay", maxDelay);
            requireNotLonger("baseDelay", baseDelay, "maxDelay", maxDelay);
            requireNotLonger("throttlingBaseDelay", throttlingBaseDelay, "maxDelay", maxDelay);
        }

        /**
         * Returns the settings with all their defaults.
         *
         * @return the defaults
         */
        public static RetrySettings defaults() {
            return new RetrySettings(5, Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1));
        }
    }
}
