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
import io.armature.insight.Advice;
import io.armature.insight.Advice.Kind;
import io.armature.insight.HotKey;
import io.armature.insight.HotKeyReport;
import io.armature.insight.InsightReport;
import io.armature.insight.PatternReport;
import io.armature.insight.QueryInsight;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Meters of the insight. All of them read one report, which is made anew after some seconds. */
public final class InsightMetrics implements MeterBinder {

    private static final long KEPT = Duration.ofSeconds(5).toNanos();

    private final QueryInsight insight;

    private final LongSupplier ticker;

    private @Nullable Look last;

    /**
     * Creates the binder.
     *
     * @param insight what is shown
     */
    public InsightMetrics(QueryInsight insight) {
        this(insight, System::nanoTime);
    }

    InsightMetrics(QueryInsight insight, LongSupplier ticker) {
        this.insight = insight;
        this.ticker = ticker;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            Gauge.builder(
                            InsightMeter.ADVICE.getName(),
                            this,
                            metrics -> metrics.look().report().advice().stream()
                                    .filter(advice -> advice.kind() == kind)
                                    .count())
                    .description(InsightMeter.ADVICE.text().description())
                    .tag("kind", ConstantText.of(kind))
                    .register(registry);
        }
        gauge(
                registry,
                InsightMeter.MONTHLY_COST,
                look -> look.report().patterns().stream()
                        .mapToDouble(PatternReport::monthlyCost)
                        .sum());
        gauge(
                registry,
                InsightMeter.MONTHLY_WASTE,
                look -> look.report().advice().stream()
                        .mapToDouble(Advice::monthlyWaste)
                        .sum());
        gauge(
                registry,
                InsightMeter.HOTTEST_KEY,
                look -> look.hotKeys().stream()
                        .flatMap(report -> report.keys().stream())
                        .mapToDouble(HotKey::leastShare)
                        .max()
                        .orElse(0));
        FunctionCounter.builder(InsightMeter.UNCOUNTED.getName(), insight, QueryInsight::uncountedCalls)
                .description(InsightMeter.UNCOUNTED.text().description())
                .register(registry);
    }

    private void gauge(MeterRegistry registry, InsightMeter meter, ToDoubleFunction<Look> value) {
        Gauge.builder(meter.getName(), this, metrics -> value.applyAsDouble(metrics.look()))
                .description(meter.text().description())
                .register(registry);
    }

    private synchronized Look look() {
        long now = ticker.getAsLong();
        if (last == null || now - last.taken() >= KEPT) {
            last = new Look(now, insight.report(), insight.hotKeys());
        }
        return last;
    }

    private record Look(long taken, InsightReport report, List<HotKeyReport> hotKeys) {}
}
