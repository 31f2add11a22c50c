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
package io.armature.encryption.keys;

import java.time.Duration;

/**
 * How the client of KMS connects, waits and retries.
 *
 * <p>Whoever encrypts first with a new data key, or reads with one that is not at hand, waits for KMS. The defaults are
 * therefore shorter than those of DynamoDB: KMS answers within a few tens of milliseconds, a process that has just started
 * and runs on a part of a core needs some hundred for its first call, and who waits longer is better served by the key
 * that is past its age or by an error. Three attempts ride out a lost connection and a short throttling.
 *
 * @param maxConnections the most connections, 10 by default: equal requests share one call, so few run at a time
 * @param connectTimeout the time to wait for a TCP connection, 1 second by default
 * @param attemptTimeout the time to wait for one attempt, 1 second by default; also for data on a connection, and for a
 *     free connection
 * @param callTimeout the time to wait for a call with all its attempts, 3 seconds by default
 * @param maxAttempts the most attempts of one call, the first one included, 3 by default
 * @param fips whether the endpoints validated under FIPS 140 are called, {@code false} by default
 * @param dualstack whether the endpoints with IPv4 and IPv6 are called, {@code false} by default
 */
public record KmsSettings(
        int maxConnections,
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        int maxAttempts,
        boolean fips,
        boolean dualstack) {

    private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);

    /**
     * Creates the settings.
     *
     * @param maxConnections 1 or more
     * @param connectTimeout 1 millisecond or more, like all times here
     * @param attemptTimeout not longer than {@code callTimeout}
     * @param callTimeout the bound of the whole call
     * @param maxAttempts 1 or more
     * @param fips any
     * @param dualstack any
     * @throws IllegalArgumentException if a value is outside of its bounds; the HTTP client would take a time below 1
     *     millisecond for no limit at all
     */
    public KmsSettings {
        requireOneOrMore("maxConnections", maxConnections);
        requireTime("connectTimeout", connectTimeout);
        requireTime("attemptTimeout", attemptTimeout);
        requireTime("callTimeout", callTimeout);
        requireOneOrMore("maxAttempts", maxAttempts);
        if (attemptTimeout.compareTo(callTimeout) > 0) {
            throw new IllegalArgumentException("attemptTimeout must not be longer than callTimeout, but "
                    + attemptTimeout + " is more than " + callTimeout);
        }
    }

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static KmsSettings defaults() {
        Duration second = Duration.ofSeconds(1);
        return new KmsSettings(10, second, second, Duration.ofSeconds(3), 3, false, false);
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
}
