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
package io.armature.encryption;

import static io.armature.encryption.ItemsFixture.item;
import static io.armature.encryption.ItemsFixture.with;
import static io.armature.encryption.ItemsFixture.without;
import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.KeyInventory.KeyUse;
import io.armature.encryption.KeyInventory.Report;
import io.armature.encryption.keys.KeyKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** What the inventory asks for, counts and waits for, page by page. */
class KeyInventoryPagesTests {

    private final ItemsFixture fixture = ItemsFixture.create();

    private final StubScans scans = new StubScans();

    private final List<Long> pauses = new ArrayList<>();

    private final List<Report> progress = new ArrayList<>();

    private final KeyInventory inventory = new KeyInventory(scans, fixture.tables, pauses::add);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takeShouldCountItemsValuesAndDataKeysOfEachWrappingKey() {
        Map<String, AttributeValue> put = fixture.put(item("1"));
        Map<String, AttributeValue> sameKey = fixture.seal(without(item("2"), "tel"), WriteKind.PUT);
        Map<String, AttributeValue> updated = fixture.seal(item("3"), WriteKind.UPDATE);
        Map<String, AttributeValue> otherKey = fixture.put(item("4"));
        Map<String, AttributeValue> foreign = with(put, "_ak", foreign(put));
        Map<String, AttributeValue> damaged = with(without(put, "tel"), "email", b('A', 'r'));
        Map<String, AttributeValue> plain = with(without(put, "tel", "address"), "email", s("plain"));
        Map<String, AttributeValue> empty = Map.of("id", s("8"));
        scans.answer(null, 0, List.of(put, sameKey, updated, otherKey, foreign, damaged, plain, empty));

        Report report = inventory.take(ItemsFixture.TABLE, 1, progress::add);

        assertThat(report)
                .isEqualTo(new Report(
                        "customers",
                        8,
                        1,
                        1,
                        List.of(
                                new KeyUse(KeyKind.KMS, FaultyKeyProvider.KEY, 0, 2, 3 + 2 + 3 + 3 + 1),
                                new KeyUse(
                                        KeyKind.KMS,
                                        FaultyKeyProvider.KEY.replace("in-memory", "Xn-memory"),
                                        0,
                                        1,
                                        3))));
        assertThat(progress).containsExactly(report);
        assertThat(fixture.keys.provider.unwrapped()).isZero();
    }

    /** Returns an item's record with the ARN of another key. */
    private static AttributeValue foreign(Map<String, AttributeValue> item) {
        KeyRecord record = new ItemKeyRecord(item.get("_ak")).get(new Location("t", "a"));
        return KeyRecord.of(
                        record.kind(),
                        record.context(),
                        record.keyArn().replace("in-memory", "Xn-memory"),
                        record.commitment(),
                        record.wrappedKey())
                .toAttributeValue();
    }

    @Test
    void takeShouldAskForTheEncryptedAttributesAndTheRecordAlone() {
        scans.answer(null, 0, List.of());

        inventory.take(ItemsFixture.TABLE, 1, progress::add);

        ScanRequest request = scans.requests.get(0);
        assertThat(request.tableName()).isEqualTo(ItemsFixture.TABLE);
        assertThat(request.limit()).isEqualTo(200);
        assertThat(request.returnConsumedCapacity()).isEqualTo(ReturnConsumedCapacity.TOTAL);
        assertThat(request.hasExclusiveStartKey()).isFalse();
        assertThat(request.projectionExpression()).isEqualTo("#a0, #a1, #a2, #a3");
        assertThat(request.expressionAttributeNames())
                .containsOnlyKeys("#a0", "#a1", "#a2", "#a3")
                .containsValues("_ak", "address", "email", "tel");
    }

    @Test
    void takeWhenThereAreMorePagesShouldGoOnWhereTheLastEndedAndKeepTheRate() {
        Map<String, AttributeValue> first = Map.of("id", s("1"));
        Map<String, AttributeValue> second = Map.of("id", s("2"));
        scans.answer(first, 10, List.of(fixture.put(item("1"))));
        scans.answer(second, -1, List.of(fixture.put(item("2"))));
        scans.answer(null, 10, List.of(fixture.put(item("3"))));

        Report report = inventory.take(ItemsFixture.TABLE, 4, progress::add);

        assertThat(report.items()).isEqualTo(3);
        assertThat(progress).extracting(Report::items).containsExactly(1L, 2L, 3L);
        assertThat(scans.requests).extracting(ScanRequest::exclusiveStartKey).containsExactly(Map.of(), first, second);
        // 10 units at 4 a second; the second page does not tell what it took, and after the last nobody waits.
        assertThat(pauses).containsExactly(2_500_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.99, -1, Double.NaN})
    void takeWhenRateIsBelowOneShouldRefuse(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.take(ItemsFixture.TABLE, rate, progress::add))
                .withMessage("The rate must be 1 unit a second or more, not " + rate);
        assertThat(scans.requests).isEmpty();
    }

    @Test
    void takeWhenTableIsNotEncryptedShouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.take("prod-others", 1, progress::add))
                .withMessageContaining("'prod-others'");
    }

    @Test
    void takeWhenInterruptedWhileItWaitsShouldEndAndStayInterrupted() {
        scans.answer(Map.of("id", s("1")), 2, List.of(fixture.put(item("1"))));
        KeyInventory sleeping = new KeyInventory(scans, fixture.tables);

        assertThatIllegalStateException()
                .isThrownBy(() -> sleeping.take(
                        ItemsFixture.TABLE, 1, report -> Thread.currentThread().interrupt()))
                .withMessage("The inventory was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Answers scans with the pages that it was given. */
    private static final class StubScans implements DynamoDbClient {

        private final Deque<ScanResponse> pages = new ArrayDeque<>();

        private final List<ScanRequest> requests = new ArrayList<>();

        /** Adds a page that took so many units, or does not tell. */
        void answer(@Nullable Map<String, AttributeValue> last, double units, List<Map<String, AttributeValue>> items) {
            ScanResponse.Builder page = ScanResponse.builder().items(items);
            if (last != null) {
                page.lastEvaluatedKey(last);
            }
            if (units >= 0) {
                page.consumedCapacity(
                        ConsumedCapacity.builder().capacityUnits(units).build());
            }
            pages.add(page.build());
        }

        @Override
        public ScanResponse scan(ScanRequest request) {
            requests.add(request);
            return pages.remove();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
