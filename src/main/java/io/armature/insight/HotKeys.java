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

import io.armature.insight.Advice.Kind;
import io.armature.resilience.Throttling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Keys of all tables and indexes. For one thread at a time. */
final class HotKeys {

    /** With the memory of each, this bounds the memory of all. */
    private static final int MOST_PLACES = 200;

    /** One key of a handful of calls is not hot, whatever its share. */
    private static final double LEAST_UNITS = 50;

    private static final double MOSTLY = 0.5;

    private final HotKeySettings settings;

    private final KeyHash hashes;

    private final TableKeyNames names;

    private final String currency;

    private final Map<HotKeyPlace, HotKeyWindow> places = new HashMap<>();

    HotKeys(HotKeySettings settings, KeyHash hashes, TableKeyNames names, String currency) {
        this.settings = settings;
        this.hashes = hashes;
        this.names = names;
        this.currency = currency;
    }

    void add(FinishedCall call, long now) {
        List<AttributeValue> keys = call.keys;
        String index = null;
        if (call.read instanceof QueryRequest query) {
            index = query.indexName();
            AttributeValue key = KeyConditions.partitionKey(
                    query.keyConditionExpression(),
                    query.expressionAttributeNames(),
                    query.expressionAttributeValues(),
                    index == null ? names.partitionKey(call.table) : null);
            keys = key == null ? List.of() : List.of(key);
        }
        HotKeyWindow window = keys.isEmpty() || !areKeys(keys) ? null : window(new HotKeyPlace(call.table, index), now);
        if (window != null) {
            window.add(keys, call.readUnits, call.writeUnits, isThrottledPartition(call));
        }
    }

    private static boolean areKeys(List<AttributeValue> values) {
        for (AttributeValue value : values) {
            if (!KeyHash.isKey(value)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable HotKeyWindow window(HotKeyPlace place, long now) {
        HotKeyWindow window = places.get(place);
        if (window == null && places.size() < MOST_PLACES) {
            window = new HotKeyWindow(settings, hashes, now);
            places.put(place, window);
        }
        return window;
    }

    private static boolean isThrottledPartition(FinishedCall call) {
        for (Throttling throttling : call.ending.throttling()) {
            if (throttling.scope() == Throttling.Scope.KEY_RANGE) {
                return true;
            }
        }
        return false;
    }

    void rotate(long now) {
        places.values().removeIf(window -> !window.rotate(now));
    }

    List<HotKeyReport> show(long now) {
        return places.entrySet().stream()
                .map(place -> place.getValue().show(place.getKey(), now))
                .sorted(Comparator.comparingDouble(HotKeyReport::unitsPerSecond).reversed())
                .toList();
    }

    List<Advice> advise(long now) {
        List<Advice> advice = new ArrayList<>();
        for (HotKeyReport report : show(now)) {
            for (HotKey key : report.keys()) {
                boolean hot = key.leastShare() >= settings.adviceThreshold()
                        && key.leastShare() * report.unitsPerSecond() * report.windowSeconds() >= LEAST_UNITS;
                if (hot || key.throttled()) {
                    advice.add(advice(report, key));
                }
            }
        }
        return advice;
    }

    private Advice advice(HotKeyReport report, HotKey key) {
        double unitsPerSecond = key.share() * report.unitsPerSecond();
        String reason = String.format(
                Locale.ROOT,
                "The key %s takes %.0f %% of the traffic, %.1f read units a second of the 3,000 that its partition gives%s",
                key.key(),
                100 * key.share(),
                unitsPerSecond,
                key.throttled() ? "; DynamoDB has throttled calls for it" : "");
        String fix = key.readShare() >= MOSTLY
                ? "It is mostly read: keep it in a cache near the application."
                : "It is mostly written: spread it over several keys by a suffix, and read them together.";
        return new Advice(Kind.HOT_KEY, report.table(), report.index(), null, reason, fix, 0, currency);
    }
}
