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

import io.armature.repository.UpdateStatistics;
import io.armature.repository.UpdateStatistics.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of the writing of items with a version. They read counters that are kept anyway, and cost nothing in between. */
public final class UpdateMetrics implements MeterBinder {

    private final UpdateStatistics statistics;

    /**
     * Creates the binder.
     *
     * @param statistics what is shown
     */
    public UpdateMetrics(UpdateStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        statistics.onMethod((repository, method) -> {
            for (Event event : Event.values()) {
                UpdateMeter meter = meter(event);
                FunctionCounter.builder(meter.getName(), statistics, counted -> counted.of(repository, method, event))
                        .description(meter.text().description())
                        .tag("repository", repository)
                        .tag("method", method)
                        .register(registry);
            }
        });
    }

    private static UpdateMeter meter(Event event) {
        return switch (event) {
            case ATTEMPT -> UpdateMeter.ATTEMPTS;
            case SUCCESS -> UpdateMeter.SUCCESSES;
            case CONFLICT -> UpdateMeter.CONFLICTS;
            case UNKNOWN -> UpdateMeter.UNKNOWN;
        };
    }
}
