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

import org.jspecify.annotations.Nullable;

/**
 * What a circuit breaker is for.
 *
 * @param kind which failures it counts
 * @param table the logical name of the table, its name in DynamoDB where it has no other; {@code null} for {@link
 *     Kind#ENDPOINT}
 * @param endpoint the name of the region, or host and port
 */
public record CircuitBreakerId(Kind kind, @Nullable String table, String endpoint) {

    /**
     * Returns the name, as it stands in metrics and in the registry.
     *
     * @return such as {@code orders@eu-central-1}, {@code orders:throttling@eu-central-1} and {@code *@eu-central-1}; the
     *     signs between the parts can't stand in the name of a table
     */
    public String name() {
        return switch (kind) {
            case ENDPOINT -> "*@" + endpoint;
            case OUTAGE -> table + "@" + endpoint;
            case THROTTLING -> table + ":throttling@" + endpoint;
        };
    }

    /** Which failures a circuit breaker counts. */
    public enum Kind {
        /** The endpoint can't be reached: its name, its connections or its TLS. */
        ENDPOINT,
        /** DynamoDB answers with errors of its own or not at all, for one table. */
        OUTAGE,
        /** DynamoDB throttles a table, other than for single keys. */
        THROTTLING
    }
}
