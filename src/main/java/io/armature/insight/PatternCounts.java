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

import io.armature.resilience.Throttling;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.IntCountsHistogram;

/** What is counted of one access pattern in one half of the window. For one thread at a time. */
final class PatternCounts {

    /** One digit keeps a pattern at about 3 KB and its percentiles within 7 %. */
    private static final int DIGITS = 1;

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private static final int MOST_REASONS = 16;

    long calls;

    long failures;

    long failedConditions;

    long throttledKeyRanges;

    long items;

    /** As Contributor Insights count them. */
    long events;

    long scanned;

    long continuedCalls;

    long filteredCalls;

    /** The part of the events that are items written. */
    long writeEvents;

    double readUnits;

    double writeUnits;

    double indexUnits;

    long loopedGets;

    long longestLoop;

    final FilterAttributes filters = new FilterAttributes();

    final ItemCounts sizes = new ItemCounts();

    final Map<String, Long> throttles = new TreeMap<>();

    private final IntCountsHistogram micros = new IntCountsHistogram(LONGEST_MICROS, DIGITS);

    void add(FinishedCall call) {
        calls++;
        micros.recordValue(Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(call.nanos))));
        items += call.items;
        events += call.events();
        writeEvents += call.read == null ? call.events() : 0;
        scanned += call.scanned;
        readUnits += call.readUnits;
        writeUnits += call.writeUnits;
        indexUnits += call.indexUnits;
        if (call.sample != null) {
            sizes.add(call.sample, call.read == null && call.writeUnits > 0);
        }
        if (call.ending.failed()) {
            addFailure(call.ending);
        }
    }

    long throttled() {
        return throttles.values().stream().mapToLong(Long::longValue).sum();
    }

    private void addFailure(CallEnding ending) {
        failures++;
        failedConditions += ending.conditionFailed() ? 1 : 0;
        for (Throttling throttling : ending.throttling()) {
            String reason = throttling.reason();
            String name = reason == null ? throttling.scope().name() : reason;
            if (throttles.size() < MOST_REASONS || throttles.containsKey(name)) {
                throttles.merge(name, 1L, Long::sum);
            }
            throttledKeyRanges += throttling.scope() == Throttling.Scope.KEY_RANGE ? 1 : 0;
        }
    }

    void add(PatternCounts other) {
        calls += other.calls;
        failures += other.failures;
        failedConditions += other.failedConditions;
        throttledKeyRanges += other.throttledKeyRanges;
        items += other.items;
        events += other.events;
        writeEvents += other.writeEvents;
        scanned += other.scanned;
        continuedCalls += other.continuedCalls;
        filteredCalls += other.filteredCalls;
        readUnits += other.readUnits;
        writeUnits += other.writeUnits;
        indexUnits += other.indexUnits;
        loopedGets += other.loopedGets;
        longestLoop = Math.max(longestLoop, other.longestLoop);
        filters.add(other.filters);
        sizes.add(other.sizes);
        other.throttles.forEach((reason, times) -> throttles.merge(reason, times, Long::sum));
        micros.add(other.micros);
    }

    double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    double longestMillis() {
        return micros.getMaxValue() / 1e3;
    }

    double units() {
        return readUnits + writeUnits;
    }
}
