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
package io.armature.encryption.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientLayers;
import io.armature.support.ConstantClient;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * What the guard costs a call that does not concern it; bytes are gated, since they are steady, nanoseconds only reported.
 *
 * <p>Fails when 512 bytes in each call are planted in the guard.
 */
@Tag("F18")
@Tag("slow")
class PlaintextGuardCostTests {

    private static final CostMeter METER = CostMeter.of(21, 50_000);

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final DynamoDbClient plain =
            new ConstantClient(GetItemResponse.builder().build());

    private final DynamoDbClient unguarded = new ClientLayers(List.of()).wrap(plain);

    private final DynamoDbClient guarded = fixture.over(plain);

    @Test
    void callWhenOfAnotherTableShouldAllocateNextToNothing(TestReporter reporter) {
        double bytes = measure(
                reporter,
                "another table",
                GetItemRequest.builder().tableName("orders").build());

        assertThat(bytes).isLessThanOrEqualTo(100);
    }

    @Test
    void callWhenOfAnEncryptedTableShouldAllocateLittle(TestReporter reporter) {
        double bytes = measure(
                reporter,
                "encrypted table",
                GetItemRequest.builder()
                        .tableName(fixture.table)
                        .key(GuardFixture.key())
                        .build());

        assertThat(bytes).isLessThanOrEqualTo(400);
    }

    private double measure(TestReporter reporter, String name, GetItemRequest request) {
        CostComparison cost = METER.compare(() -> guarded.getItem(request), () -> unguarded.getItem(request));
        reporter.publishEntry(name, cost.toString());
        return cost.moreBytes();
    }
}
