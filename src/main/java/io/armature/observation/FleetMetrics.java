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

import io.armature.batch.FleetRate;
import io.armature.batch.FleetState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Meters of the rates that instances share. They read what is known anyway, and cost nothing in between. */
public final class FleetMetrics implements MeterBinder {

    private static final Map<String, ToLongFunction<FleetState>> OUTCOMES =
            Map.of("taken", FleetState::taken, "contended", FleetState::contended, "refused", FleetState::refused);

    private final FleetRate fleet;

    /**
     * Creates the binder.
     *
     * @param fleet what is shown
     */
    public FleetMetrics(FleetRate fleet) {
        this.fleet = fleet;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(FleetMeter.SHARED.getName(), fleet, shown -> shown.state().shared() ? 1 : 0)
                .description(FleetMeter.SHARED.text().description())
                .register(registry);
        Gauge.builder(
                        FleetMeter.INSTANCES.getName(),
                        fleet,
                        shown -> shown.state().instances())
                .description(FleetMeter.INSTANCES.text().description())
                .register(registry);
        OUTCOMES.forEach((outcome, count) -> FunctionCounter.builder(
                        FleetMeter.RESERVATIONS.getName(), fleet, shown -> count.applyAsLong(shown.state()))
                .description(FleetMeter.RESERVATIONS.text().description())
                .tag("outcome", outcome)
                .register(registry));
    }
}
