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
package io.armature.autoconfigure;

import io.armature.actuate.CircuitBreakersEndpoint;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptionStatistics;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the page shows beside the insight. */
final class ConsoleParts {

    private ConsoleParts() {}

    static Map<String, CircuitBreakersEndpoint.Shown> of(CircuitBreakers breakers) {
        return new CircuitBreakersEndpoint(breakers).show();
    }

    static Map<String, Object> of(FallbackStatistics statistics) {
        Map<String, Object> shown = new LinkedHashMap<>();
        double coverage = statistics.coverage();
        if (!Double.isNaN(coverage)) {
            shown.put("coverage", coverage);
        }
        shown.put("events", events(FallbackStatistics.Event.values(), statistics::count));
        return shown;
    }

    static Map<String, Object> of(DataKeys keys, EncryptionStatistics statistics) {
        return Map.of("keys", keys.state(), "events", events(EncryptionStatistics.Event.values(), statistics::of));
    }

    private static <E extends Enum<E>> Map<String, Long> events(E[] kinds, ToLongFunction<E> count) {
        Map<String, Long> events = new LinkedHashMap<>();
        for (E kind : kinds) {
            events.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.applyAsLong(kind));
        }
        return events;
    }
}
