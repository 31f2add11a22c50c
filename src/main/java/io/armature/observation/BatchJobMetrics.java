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

import io.armature.batch.BatchProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Meters of the jobs that run. They look when they are asked, and cost nothing in between. */
public final class BatchJobMetrics implements MeterBinder {

    private final Supplier<? extends Collection<BatchProgress>> running;

    /**
     * Creates the binder.
     *
     * @param running gives the jobs that run when it is asked
     */
    public BatchJobMetrics(Supplier<? extends Collection<BatchProgress>> running) {
        this.running = running;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(BatchMeter.JOBS, progress -> 1, registry);
        gauge(BatchMeter.WAITING, BatchProgress::waiting, registry);
        gauge(BatchMeter.RATE, BatchProgress::itemsPerSecond, registry);
    }

    private void gauge(BatchMeter meter, ToDoubleFunction<BatchProgress> value, MeterRegistry registry) {
        Gauge.builder(
                        meter.getName(),
                        running,
                        shown -> shown.get().stream().mapToDouble(value).sum())
                .description(meter.text().description())
                .register(registry);
    }
}
