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

import java.util.Map;
import java.util.Optional;

/**
 * Which settings hold for which table.
 *
 * @param defaults what holds for the endpoint, and for every table that is not named
 * @param tables what holds for single tables, by logical name; empty for a table without circuit breakers of its own
 */
public record CircuitBreakerPolicy(
        CircuitBreakerSettings defaults, Map<String, Optional<CircuitBreakerSettings>> tables) {

    /**
     * Creates the policy.
     *
     * @param defaults the settings that hold elsewhere
     * @param tables the settings of single tables, copied
     */
    public CircuitBreakerPolicy {
        tables = Map.copyOf(tables);
    }

    /**
     * Returns what holds for a table.
     *
     * @param table its logical name
     * @return the settings, or empty if the table has no circuit breakers of its own
     */
    public Optional<CircuitBreakerSettings> of(String table) {
        return tables.getOrDefault(table, Optional.of(defaults));
    }
}
