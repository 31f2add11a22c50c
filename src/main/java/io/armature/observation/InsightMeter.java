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

/** Meters of the insight. */
public enum InsightMeter implements DocumentedMeter {
    /** Pieces of advice. */
    ADVICE(MeterText.of("armature.insight.advice", Meter.Type.GAUGE, "Pieces of advice at present")
            .key("kind", "what it is about, such as `scan` or `hot-key`")),
    /** In the currency of the prices. */
    MONTHLY_COST(MeterText.of(
            "armature.insight.monthly.cost",
            Meter.Type.GAUGE,
            "Estimated cost of a month of on-demand capacity at the rate of the window")),
    /** The part of the cost that the advice would save. */
    MONTHLY_WASTE(MeterText.of(
            "armature.insight.monthly.waste",
            Meter.Type.GAUGE,
            "Estimated part of the cost of a month that following the advice would save")),
    /** The share of its table or index that the hottest key takes, from 0 to 1. */
    HOTTEST_KEY(MeterText.of(
            "armature.insight.hottest.key",
            Meter.Type.GAUGE,
            "Share of the traffic of its table or index that the hottest key takes at least")),
    /** Calls that could not be counted. */
    UNCOUNTED(MeterText.counter(
            "armature.insight.uncounted",
            "Calls that were not counted, because too many came at once or what they asked was not understood"));

    private final MeterText text;

    InsightMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
