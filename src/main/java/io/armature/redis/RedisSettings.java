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
package io.armature.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to Redis, and what it may cost.
 *
 * @param topology which servers
 * @param username user, {@code null} for Redis's default user
 * @param password password, {@code null} for none
 * @param tls how connections are encrypted, {@code null} if they are not
 * @param connectTimeout time within which a connection has to be ready; nobody waits for it
 * @param commandTimeout time after which a command counts as failed; it may run nevertheless when Redis wakes
 * @param requestQueue commands that may wait for their answers on a connection; beyond it they are refused
 */
public record RedisSettings(
        RedisTopology topology,
        @Nullable String username,
        @Nullable String password,
        @Nullable RedisTls tls,
        Duration connectTimeout,
        Duration commandTimeout,
        int requestQueue) {

    /**
     * Creates settings with the limits that fit a store that may never hold up a call: 1 second to connect, 20 milliseconds for a
     * command, 256 commands waiting.
     *
     * @param topology which servers
     * @param username user, {@code null} for Redis's default user
     * @param password password, {@code null} for none
     * @param tls how connections are encrypted, {@code null} if they are not
     * @return the settings
     */
    public static RedisSettings of(
            RedisTopology topology, @Nullable String username, @Nullable String password, @Nullable RedisTls tls) {
        return new RedisSettings(topology, username, password, tls, Duration.ofSeconds(1), Duration.ofMillis(20), 256);
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "RedisSettings[topology=" + topology + ", username=" + username + ", tls=" + (tls != null)
                + ", connectTimeout=" + connectTimeout + ", commandTimeout=" + commandTimeout + ", requestQueue="
                + requestQueue + "]";
    }
}
