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
package io.armature.actuate;

import io.armature.client.ConstantText;
import io.armature.client.TableDescription;
import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The answers from stored copies. */
public final class FallbackSection implements DynamoDbSection {

    private final String store;

    private final Predicate<String> covered;

    private final FallbackStatistics statistics;

    /**
     * Creates the section.
     *
     * @param store the kind of store
     * @param covered tells by its logical name whether a table takes part
     * @param statistics what has happened
     */
    public FallbackSection(String store, Predicate<String> covered, FallbackStatistics statistics) {
        this.store = store;
        this.covered = covered;
        this.statistics = statistics;
    }

    @Override
    public String name() {
        return "fallback";
    }

    @Override
    public Shown show() {
        double coverage = statistics.coverage();
        Map<String, Long> events = new TreeMap<>();
        for (Event event : Event.values()) {
            events.put(ConstantText.of(event), statistics.count(event));
        }
        return new Shown(store, Double.isNaN(coverage) ? null : coverage, events);
    }

    @Override
    public TableShown show(TableDescription table) {
        return new TableShown(covered.test(table.logicalName()));
    }

    /**
     * The fallback.
     *
     * @param store the kind of store
     * @param coverage the share of the last reads for which there would have been a copy, from 0 to 1, if any was looked at
     * @param events how often what has happened
     */
    public record Shown(String store, @Nullable Double coverage, Map<String, Long> events) {}

    /**
     * What the fallback does for a table.
     *
     * @param answered whether its reads by key are answered from copies
     */
    public record TableShown(boolean answered) {}
}
