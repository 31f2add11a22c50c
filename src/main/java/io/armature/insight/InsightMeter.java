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
package io.armature.insight;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** Meters of the insight. */
public enum InsightMeter implements MeterDocumentation {

    /** Pieces of advice, by {@code kind}, such as {@code scan} or {@code hot-key}. */
    ADVICE("armature.insight.advice", Meter.Type.GAUGE, "Pieces of advice at present, by kind"),

    /** In the currency of the prices. */
    MONTHLY_COST(
            "armature.insight.monthly.cost",
            Meter.Type.GAUGE,
            "Estimated cost of a month of on-demand capacity at the rate of the window"),

    /** The part of the cost that the advice would save. */
    MONTHLY_WASTE(
            "armature.insight.monthly.waste",
            Meter.Type.GAUGE,
            "Estimated part of the cost of a month that following the advice would save"),

    /** The share of its table or index that the hottest key takes, from 0 to 1. */
    HOTTEST_KEY(
            "armature.insight.hottest.key",
            Meter.Type.GAUGE,
            "Share of the traffic of its table or index that the hottest key takes"),

    /** Calls that could not be counted. */
    UNCOUNTED(
            "armature.insight.uncounted",
            Meter.Type.COUNTER,
            "Calls that could not be counted because too many came at once");

    private final String meterName;

    private final Meter.Type type;

    private final String description;

    InsightMeter(String meterName, Meter.Type type, String description) {
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

    /**
     * Returns the text that the meter is described with.
     *
     * @return one sentence without a full stop
     */
    public String description() {
        return description;
    }
}
