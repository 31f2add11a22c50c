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

import io.armature.actuate.CircuitBreakersEndpoint.Shown;
import io.armature.client.TableDescription;
import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The circuit breakers. */
public final class CircuitBreakersSection implements DynamoDbSection {

    private final CircuitBreakers breakers;

    /**
     * Creates the section.
     *
     * @param breakers the circuit breakers
     */
    public CircuitBreakersSection(CircuitBreakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public String name() {
        return "circuitBreakers";
    }

    @Override
    public Map<String, Shown> show() {
        return show(state -> true);
    }

    @Override
    public Map<String, Shown> show(TableDescription table) {
        return show(state -> table.logicalName().equals(state.id().table()));
    }

    private Map<String, Shown> show(Predicate<CircuitBreakerState> wanted) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        breakers.states().stream()
                .filter(wanted)
                .forEach(state -> shown.put(state.id().name(), Shown.of(state)));
        return shown;
    }
}
