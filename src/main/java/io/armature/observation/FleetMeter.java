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

import io.micrometer.core.instrument.Meter;

/** Meters of the rates that instances share. */
public enum FleetMeter implements DocumentedMeter {
    /** Whether the rate is shared: 1, or 0. */
    SHARED(MeterText.of(
            "armature.batch.fleet.shared",
            Meter.Type.GAUGE,
            "1 while instances share the rates of bulk jobs, 0 while each keeps to its share of them")),
    /** How many instances there are. */
    INSTANCES(MeterText.of(
            "armature.batch.fleet.instances", Meter.Type.GAUGE, "Instances among which rates are divided")),
    /** How often units were wanted. */
    RESERVATIONS(MeterText.counter(
                    "armature.batch.fleet.reservations", "Reservations of a shared rate, by what became of them")
            .key("outcome", "`taken`, `contended` or `refused`"));

    private final MeterText text;

    FleetMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
