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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import io.armature.support.CostMeter.Cost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What the insight costs the thread that calls.
 *
 * <p>Fails when 512 bytes in each call are planted in the layer; the hand-over, when 500 ns are planted in the buffer.
 */
class CapacityLayerCostTests {

    private static final GetItemRequest REQUEST = Insights.get("orders", "customer-4711");

    private static final GetItemResponse RESPONSE = GetItemResponse.builder()
            .item(Map.of("id", AttributeValue.fromS("customer-4711"), "name", AttributeValue.fromS("x".repeat(100))))
            .consumedCapacity(ConsumedCapacity.builder()
                    .tableName("orders")
                    .capacityUnits(0.5)
                    .build())
            .build();

    private final TableCatalogue catalogue = new TableCatalogue();

    private final QueryInsight insight = new QueryInsight(InsightSettings.defaults(), catalogue);

    private final CallLayer layer = new CapacityLayer(insight, () -> null, catalogue, 34, name -> false);

    private final DynamoDbClient without = new ClientLayers(List.of()).wrap(new ConstantClient(RESPONSE));

    private final DynamoDbClient with = new ClientLayers(List.of(layer)).wrap(new ConstantClient(RESPONSE));

    @Test
    void callShouldCostTheCallerLittle(TestReporter reporter) {
        catalogue.register(new TableDescription("orders", "orders", "id", null, null, Set.of()));
        CostComparison cost = CostMeter.of(401, 1_000)
                // No more at once than the buffer takes; what is handed over is counted on the time of nobody who is
                // measured.
                .doingBefore(insight::report)
                .compare(() -> with.getItem(REQUEST), () -> without.getItem(REQUEST));
        reporter.publishEntry("a call", cost.toString());
        reporter.publishEntry("uncounted", String.valueOf(insight.uncountedCalls()));

        assertThat(insight.uncountedCalls()).isZero();
        assertThat(cost.moreBytes()).isPositive().isLessThanOrEqualTo(600);
    }

    @Test
    void handingOverShouldTakeNanoseconds(TestReporter reporter) {
        FinishedCall call = new FinishedCall("GetItem", "orders", null, 0, 1, CallEnding.ANSWERED);
        call.keys = List.of(AttributeValue.fromS("k"));
        CallBuffer buffer = new CallBuffer(2, () -> {});
        Cost cost = CostMeter.of(2_001, 1_000)
                .doingBefore(() -> buffer.drainTo(drained -> {}))
                .measure(() -> buffer.add(call));
        assertThat(buffer.dropped()).isZero();
        reporter.publishEntry("a hand-over", cost.toString());
        // 35 ns on a quiet machine; processors and neighbours differ.
        assertThat(cost.nanos()).isPositive().isLessThan(200);
    }
}
