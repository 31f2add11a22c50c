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
package io.armature.client.dns;

import java.time.Duration;

/**
 * How long names are waited for, and how long their last good addresses are used.
 *
 * @param lookupTimeout the time to wait for a look-up before the last good addresses are used, 250 milliseconds by
 *     default: a name server that works answers within a few milliseconds, and within 100 over a bad network
 * @param maxStale the age up to which the last good addresses are used, 24 hours by default
 * @param maxWait the time to wait for a look-up when there are no good addresses, 2 seconds by default; whoever is
 *     interrupted before that waits no longer
 */
public record DnsSettings(Duration lookupTimeout, Duration maxStale, Duration maxWait) {

    private static final Duration LEAST = Duration.ofMillis(1);

    private static final Duration MOST = Duration.ofDays(365);

    /**
     * Creates the settings.
     *
     * @param lookupTimeout from 1 millisecond to 365 days, like all times here
     * @param maxStale the age of addresses
     * @param maxWait the wait of those who have no addresses
     * @throws IllegalArgumentException if a value is outside of its bounds
     */
    public DnsSettings {
        requireTime("lookupTimeout", lookupTimeout);
        requireTime("maxStale", maxStale);
        requireTime("maxWait", maxWait);
    }

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static DnsSettings defaults() {
        return new DnsSettings(Duration.ofMillis(250), Duration.ofHours(24), Duration.ofSeconds(2));
    }

    private static void requireTime(String name, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " must be from " + LEAST + " to " + MOST + ", but is " + value);
        }
    }
}
