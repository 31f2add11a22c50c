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
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** Meters of the answers to reads from stored copies. */
public enum FallbackMeter implements MeterDocumentation {
    /** What happened, by {@code event}, such as {@code answer}, {@code miss} or {@code fill-dropped}. */
    EVENTS("armature.fallback.events", Meter.Type.COUNTER, "What happened to stored copies of items, by kind"),
    /** The share of reads, from 0 to 1. */
    COVERAGE(
            "armature.fallback.coverage",
            Meter.Type.GAUGE,
            "Share of the last reads for which there would have been a copy, had DynamoDB been away");

    private final String meterName;

    private final Meter.Type type;

    private final String description;

    FallbackMeter(String meterName, Meter.Type type, String description) {
        this.meterName = meterName;
        this.type = type;
        this.description = description;
    }

    @Override
    public String getName() {
        return meterName;
    }

    @Override
    public Meter.Type getType() {
        return type;
    }

    String description() {
        return description;
    }
}
