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
package io.armature.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections as a call of the sample last saw it.
 *
 * @param endpoint the name of the region, or host and port
 * @param maxConnections the most connections that it may have
 * @param leasedConnections those in use
 * @param availableConnections those that are open and idle
 * @param pendingAcquires the calls that waited for one
 * @param seenAt when that was, {@code null} if it has not been seen
 */
public record PoolState(
        String endpoint,
        int maxConnections,
        int leasedConnections,
        int availableConnections,
        int pendingAcquires,
        @Nullable Instant seenAt) {}
