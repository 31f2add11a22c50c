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

import io.armature.client.ConstantText;
import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of the answers to reads from stored copies. They read counters that are kept anyway, and cost nothing in between. */
public final class FallbackMetrics implements MeterBinder {

    private final FallbackStatistics statistics;

    /**
     * Creates the binder.
     *
     * @param statistics what is shown
     */
    public FallbackMetrics(FallbackStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Event event : Event.values()) {
            FunctionCounter.builder(FallbackMeter.EVENTS.getName(), statistics, counted -> counted.count(event))
                    .description(FallbackMeter.EVENTS.text().description())
                    .tag("event", ConstantText.of(event))
                    .register(registry);
        }
        Gauge.builder(FallbackMeter.COVERAGE.getName(), statistics, FallbackStatistics::coverage)
                .description(FallbackMeter.COVERAGE.text().description())
                .register(registry);
    }
}
