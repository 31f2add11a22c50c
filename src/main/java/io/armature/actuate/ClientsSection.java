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
package io.armature.actuate;

import io.armature.client.ClientSettings;
import io.armature.observation.PoolState;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How clients call, and their pools of connections. */
public final class ClientsSection implements DynamoDbSection {

    private final @Nullable String region;

    private final @Nullable String endpoint;

    private final ClientSettings settings;

    private final Supplier<List<PoolState>> pools;

    /**
     * Creates the section.
     *
     * @param region the region that is set, {@code null} if the SDK's chain decides
     * @param endpoint the address that replaces the region's own, {@code null} if none does
     * @param settings how clients call
     * @param pools the pools as they were last seen
     */
    public ClientsSection(
            @Nullable String region,
            @Nullable String endpoint,
            ClientSettings settings,
            Supplier<List<PoolState>> pools) {
        this.region = region;
        this.endpoint = endpoint;
        this.settings = settings;
        this.pools = pools;
    }

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public Shown show() {
        return new Shown(
                region,
                endpoint,
                settings.maxConnections(),
                settings.callTimeout().toMillis(),
                settings.attemptTimeout().toMillis(),
                settings.retry().maxAttempts(),
                pools.get());
    }

    /**
     * The clients.
     *
     * @param region the region that is set
     * @param endpoint the address that replaces the region's own
     * @param maxConnections the most connections of one client
     * @param callTimeoutMillis the time that a call may take with all its attempts
     * @param attemptTimeoutMillis the time that one attempt may take
     * @param maxAttempts the most attempts of a call
     * @param pools the pools as calls of the sample last saw them; empty before the first one
     */
    public record Shown(
            @Nullable String region,
            @Nullable String endpoint,
            int maxConnections,
            long callTimeoutMillis,
            long attemptTimeoutMillis,
            int maxAttempts,
            List<PoolState> pools) {}
}
