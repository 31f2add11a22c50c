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

import io.armature.batch.BatchStatistics;
import io.armature.batch.FailureReason;
import io.armature.client.ConstantText;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Counts what jobs do, by table, and shows it in each registry that it is bound to, whatever was counted before included. Safe for
 * use by concurrent threads.
 */
public final class BatchMetrics implements BatchStatistics, MeterBinder {

    private final Map<Series, DoubleAdder> counts = new ConcurrentHashMap<>();

    private final List<MeterRegistry> registries = new ArrayList<>();

    /** Creates counts that are all 0. */
    public BatchMetrics() {}

    @Override
    public void succeeded(String table, long count) {
        add(BatchMeter.ITEMS, Tags.of("table", table, "outcome", "succeeded"), count);
    }

    @Override
    public void failed(String table, FailureReason reason) {
        add(BatchMeter.ITEMS, Tags.of("table", table, "outcome", "failed"), 1);
        add(BatchMeter.FAILURES, Tags.of("table", table, "reason", ConstantText.of(reason)), 1);
    }

    @Override
    public void answered(String table, int unprocessed, double units) {
        Tags tags = Tags.of("table", table);
        add(BatchMeter.UNPROCESSED, tags, unprocessed);
        add(BatchMeter.UNITS, tags, units);
    }

    private void add(BatchMeter meter, Tags tags, double count) {
        Series series = new Series(meter, tags);
        DoubleAdder known = counts.get(series);
        (known == null ? begin(series) : known).add(count);
    }

    private synchronized DoubleAdder begin(Series series) {
        return counts.computeIfAbsent(series, added -> {
            DoubleAdder count = new DoubleAdder();
            registries.forEach(registry -> register(added, count, registry));
            return count;
        });
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        counts.forEach((series, count) -> register(series, count, registry));
    }

    private static void register(Series series, DoubleAdder count, MeterRegistry registry) {
        FunctionCounter.builder(series.meter().getName(), count, DoubleAdder::sum)
                .description(series.meter().text().description())
                .tags(series.tags())
                .register(registry);
    }

    /**
     * What is counted apart.
     *
     * @param meter the meter
     * @param tags its tags
     */
    private record Series(BatchMeter meter, Tags tags) {}
}
