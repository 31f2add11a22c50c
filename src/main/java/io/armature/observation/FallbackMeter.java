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

/** Meters of the answers to reads from stored copies. */
public enum FallbackMeter implements DocumentedMeter {
    /** What happened, by {@code event}, such as {@code answer}, {@code miss} or {@code fill-dropped}. */
    EVENTS(MeterText.counter("armature.fallback.events", "What happened to stored copies of items, by kind")
            .key("event", "`answer`, `miss`, `fill`, `fill-dropped`, `store-failure`, `store-timeout` and others")),
    /** The share of reads, from 0 to 1. */
    COVERAGE(MeterText.of(
            "armature.fallback.coverage",
            Meter.Type.GAUGE,
            "Share of the last reads for which there would have been a copy, had DynamoDB been away"));

    private final MeterText text;

    FallbackMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
