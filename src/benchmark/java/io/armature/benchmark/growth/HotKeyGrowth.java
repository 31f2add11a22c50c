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
package io.armature.benchmark.growth;

import io.armature.benchmark.Checks;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Subject;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.insight.CapacityLayer;
import io.armature.insight.InsightSettings;
import io.armature.insight.QueryInsight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Counting which keys are hot, the counting itself included, which in an application is the work of a thread of its own. */
final class HotKeyGrowth {

    static final String GROUP = "hot-keys";

    private static final int WARM_UP = 200_000;

    private static final String TABLE = "readings";

    private HotKeyGrowth() {}

    static void measure(List<Integer> numbers, Measurements measurements, Consumer<String> progress) {
        // Compilers are to be done, and classes loaded.
        measure(WARM_UP, new Measurements());
        for (int number : numbers) {
            progress.accept("hot keys, %,d".formatted(number));
            measure(number, measurements);
        }
    }

    private static void measure(int number, Measurements measurements) {
        long before = KeyRun.heapInUse();
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription(TABLE, TABLE, "id", null, null, Set.of()));
        try (QueryInsight insight = new QueryInsight(InsightSettings.defaults(), catalogue)) {
            CapacityLayer layer = new CapacityLayer(insight, () -> null, catalogue, 0, name -> false);
            DynamoDbClient client = new ClientLayers(List.of(layer)).wrap(new ConstantClient());
            int[] calls = {0};
            Subject subject = new Subject(GROUP, "Armature, %,d keys".formatted(number));
            KeyRun.measure(measurements, subject, number, number, before, key -> {
                client.getItem(request(key));
                // No more wait to be counted than the buffer takes.
                if (++calls[0] % 1_000 == 0) {
                    insight.hotKeys();
                }
            });
            Checks.require(insight.uncountedCalls() == 0, "Calls were not counted");
            Checks.require(!insight.hotKeys().isEmpty(), "No table's keys were counted");
        }
    }

    private static GetItemRequest request(int key) {
        return GetItemRequest.builder()
                .tableName(TABLE)
                .key(Map.of("id", AttributeValue.fromS("sensor-" + key)))
                .build();
    }
}
