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

import io.armature.client.TableCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Insight on a clock that only the test moves, counted when a report is asked for. */
final class Insights {

    final AtomicLong clock = new AtomicLong(1_000_000_000L);

    final TableCatalogue catalogue = new TableCatalogue();

    final QueryInsight insight;

    final CapacityLayer layer;

    Insights() {
        this(InsightSettings.defaults());
    }

    Insights(InsightSettings settings) {
        this(settings, () -> null);
    }

    Insights(InsightSettings settings, CallerSource callers) {
        insight = new QueryInsight(settings, catalogue, clock::get, 42);
        layer = new CapacityLayer(insight, callers, catalogue, 34, name -> name.equals("_ak"), clock::get);
    }

    static InsightSettings showingKeys() {
        InsightSettings defaults = InsightSettings.defaults();
        return with(defaults, new HotKeySettings(64 * 1_024, Duration.ofMinutes(1), 0.01, 0.1, true));
    }

    static InsightSettings with(InsightSettings settings, HotKeySettings hotKeys) {
        return new InsightSettings(
                settings.window(),
                settings.maxPatterns(),
                settings.slowCall(),
                settings.expensiveCallUnits(),
                settings.logInterval(),
                hotKeys,
                settings.prices());
    }

    void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    static GetItemRequest get(String table, String key) {
        return GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("id", AttributeValue.fromS(key)))
                .build();
    }

    static GetItemResponse found(String table, double units) {
        return GetItemResponse.builder()
                .item(Map.of("id", AttributeValue.fromS("x")))
                .consumedCapacity(ConsumedCapacity.builder()
                        .tableName(table)
                        .capacityUnits(units)
                        .build())
                .build();
    }

    StubCall getting(String table, String key, double units) {
        return new StubCall("GetItem", List.of(table), get(table, key), sent -> found(table, units));
    }
}
