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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.insight.Advice.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

class HotKeysTests {

    private final Insights insights = new Insights(Insights.showingKeys());

    private HotKeyReport only() {
        List<HotKeyReport> reports = insights.insight.hotKeys();
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    @Test
    void keysAboveOnePercentShouldAllBeSeenAmongManyOthers() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            int dice = random.nextInt(1_000);
            // 20 keys of 1.5 % each, 30 % together; all others are new each time.
            String key = dice < 300 ? "hot-" + dice % 20 : "cold-" + i;
            insights.layer.call(insights.getting("orders", key, 0.5));
            if (i % 500 == 0) {
                insights.insight.hotKeys();
            }
        }
        HotKeyReport report = only();
        assertThat(insights.insight.uncountedCalls()).isZero();
        assertThat(report.errorBound()).isPositive().isLessThan(0.0035);
        assertThat(report.keys())
                .extracting(HotKey::key)
                .filteredOn(key -> key.startsWith("hot-"))
                .hasSize(20);
        assertThat(report.keys())
                .filteredOn(key -> key.key().startsWith("hot-"))
                .allSatisfy(key -> assertThat(0.015).isBetween(key.leastShare() - 0.002, key.share() + 0.002));
        assertThat(report.keys()).filteredOn(key -> key.leastShare() >= 0.01).hasSize(20);
    }

    /** Traffic of one second of the clock, by keys of falling weight, beside keys that are new each time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyKeyAboveOnePercentShouldBeShownAfterOneSecond(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Anywhere in a window, with or without traffic before.
        int before = random.nextInt(5_000);
        for (int i = 0; i < before; i++) {
            insights.layer.call(insights.getting("orders", "before-" + i, 0.5));
            insights.advance(Duration.ofMillis(10));
            if (i % 500 == 0) {
                insights.insight.hotKeys();
            }
        }
        insights.insight.hotKeys();
        Map<String, Double> exact = new HashMap<>();
        for (int call = 0; call < 10_000; call++) {
            int rank = (int) Math.pow(200, random.nextDouble() * 1.5);
            String key = rank <= 200 ? "key-" + rank : "new-" + call;
            double units = 0.5 * (1 + random.nextInt(4));
            insights.layer.call(insights.getting("orders", key, units));
            exact.merge(key, units, Double::sum);
            insights.advance(Duration.ofNanos(100_000));
            if (call % 500 == 0) {
                insights.insight.hotKeys();
            }
        }
        HotKeyReport report = only();
        double total = report.unitsPerSecond() * report.windowSeconds();
        List<String> hot = exact.entrySet().stream()
                .filter(key -> key.getValue() > 0.01 * total)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(insights.insight.uncountedCalls()).isZero();
        assertThat(hot).hasSizeGreaterThan(5);
        assertThat(report.keys()).extracting(HotKey::key).containsAll(hot);
        assertThat(report.keys()).allSatisfy(key -> {
            double share = exact.getOrDefault(key.key(), 0.0) / total;
            assertThat(share).isBetween(key.leastShare() - 1e-9, key.share() + 1e-9);
            assertThat(share).isGreaterThan(0.01 - report.errorBound() - 1e-9);
        });
    }

    @Test
    void memoryWhenAMillionKeysAreSeenShouldStayBounded(TestReporter reporter) {
        HotKeySettings settings = HotKeySettings.defaults();
        HotKeyWindow window = new HotKeyWindow(settings, new KeyHash(1), 0);
        for (int i = 0; i < 1_000_000; i++) {
            window.add(List.of(AttributeValue.fromS("key-" + i)), 1, 0, false);
        }
        HotKeyReport report = window.show(new HotKeyPlace("orders", null), 1_000_000_000L);
        reporter.publishEntry("slots", String.valueOf(settings.slots()));
        reporter.publishEntry("error bound", String.valueOf(report.errorBound()));
        assertThat(settings.slots() * 18L * 2).isLessThanOrEqualTo(settings.bytes());
        assertThat(report.errorBound()).isPositive().isLessThan(0.0035);
        assertThat(report.keys()).isEmpty();
    }

    @Test
    void keysShouldBeHashedUnlessTheyAreToBeShown() {
        Insights hashed = new Insights();
        hashed.layer.call(hashed.getting("orders", "alice@example.org", 10));
        String shown = hashed.insight.hotKeys().get(0).keys().get(0).key();
        assertThat(shown).hasSize(16).doesNotContain("alice");
        assertThat(hashed.insight.report().toString() + hashed.insight.hotKeys())
                .doesNotContain("alice");
    }

    @Test
    void sharesShouldFollowTheUnits() {
        insights.layer.call(insights.getting("orders", "large", 30));
        for (int i = 0; i < 10; i++) {
            insights.layer.call(insights.getting("orders", "small", 1));
        }
        assertThat(only().keys()).extracting(HotKey::key).containsExactly("large", "small");
        assertThat(only().keys().get(0).share()).isEqualTo(0.75);
    }

    @Test
    void keysOfABatchShouldEachCount() {
        List<Map<String, AttributeValue>> keys = List.of(
                Map.of("id", AttributeValue.fromS("a")),
                Map.of("id", AttributeValue.fromS("b")),
                Map.of("id", AttributeValue.fromN("7")));
        insights.layer.call(new StubCall(
                "BatchGetItem",
                List.of("orders"),
                BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                "orders", KeysAndAttributes.builder().keys(keys).build()))
                        .build(),
                sent -> BatchGetItemResponse.builder()
                        .responses(Map.of("orders", keys))
                        .consumedCapacity(ConsumedCapacity.builder()
                                .tableName("orders")
                                .capacityUnits(6.0)
                                .build())
                        .build()));
        assertThat(only().keys()).extracting(HotKey::key).containsExactlyInAnyOrder("a", "b", "7");
        assertThat(only().keys()).allSatisfy(key -> assertThat(key.share()).isEqualTo(4.0 / 12));
    }

    @Test
    void queriesShouldCountTheKeyOfTheIndex() {
        insights.layer.call(new StubCall(
                "Query",
                List.of("orders"),
                QueryRequest.builder()
                        .tableName("orders")
                        .indexName("by-customer")
                        .keyConditionExpression("#c = :c AND orderedAt > :t")
                        .expressionAttributeNames(Map.of("#c", "customerId"))
                        .expressionAttributeValues(
                                Map.of(":c", AttributeValue.fromN("5"), ":t", AttributeValue.fromS("2026")))
                        .build(),
                sent -> QueryResponse.builder()
                        .count(1)
                        .scannedCount(1)
                        .consumedCapacity(ConsumedCapacity.builder()
                                .tableName("orders")
                                .capacityUnits(0.5)
                                .build())
                        .build()));
        assertThat(only().index()).isEqualTo("by-customer");
        assertThat(only().keys()).extracting(HotKey::key).containsExactly("5");
    }

    @Test
    void throttlingOfAPartitionShouldConfirmTheKey() {
        for (int i = 0; i < 3; i++) {
            insights.layer.call(insights.getting("orders", "other-" + i, 1));
        }
        ProvisionedThroughputExceededException throttled = throttled();
        StubCall call = new StubCall("GetItem", List.of("orders"), Insights.get("orders", "hot"), sent -> {
            throw throttled;
        });
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(() -> insights.layer.call(call))
                .isSameAs(throttled);

        assertThat(only().throttledByPartition()).isEqualTo(1);
        assertThat(only().keys())
                .filteredOn(HotKey::throttled)
                .extracting(HotKey::key)
                .containsExactly("hot");
        assertThat(insights.insight.report().patterns().get(0).throttles())
                .containsEntry("TableReadKeyRangeThroughputExceeded", 1L);
        assertThat(insights.insight.report().advice())
                .singleElement()
                .satisfies(advice -> assertThat(advice.kind()).isEqualTo(Kind.HOT_KEY));
    }

    /** DynamoDB refuses such a call, which is counted like all that fail. */
    @Test
    void keyOfNoTypeOfKeysShouldNotEndTheCounting() {
        RuntimeException refused = DynamoDbException.builder().message("no key").build();
        for (AttributeValue key : List.of(
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromS(null),
                AttributeValue.fromS(""))) {
            GetItemRequest get = Insights.get("orders", "").toBuilder()
                    .key(Map.of("id", key))
                    .build();
            StubCall call = new StubCall("GetItem", List.of("orders"), get, sent -> {
                throw refused;
            });
            assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> insights.layer.call(call));
        }
        insights.layer.call(insights.getting("orders", "good", 1));
        assertThat(only().keys()).extracting(HotKey::key).containsExactly("good");
        assertThat(insights.insight.report().patterns())
                .extracting(PatternReport::calls)
                .containsExactly(5L);
    }

    @Test
    void callThatCannotBeCountedShouldNotEndTheCounting() {
        FinishedCall unforeseen = new FinishedCall("GetItem", "orders", null, 0, 0, CallEnding.ANSWERED);
        unforeseen.keys = Collections.singletonList(null);
        insights.insight.count(unforeseen);
        insights.layer.call(insights.getting("orders", "good", 1));
        assertThat(only().keys()).extracting(HotKey::key).containsExactly("good");
        assertThat(insights.insight.uncountedCalls()).isEqualTo(1);
    }

    @Test
    void throttlingAndReadsOfAKeyShouldBeForgottenAfterTheWindow() {
        ProvisionedThroughputExceededException throttled = throttled();
        StubCall refused = new StubCall("GetItem", List.of("orders"), Insights.get("orders", "hot"), sent -> {
            throw throttled;
        });
        insights.layer.call(insights.getting("orders", "hot", 1));
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(() -> insights.layer.call(refused));
        insights.insight.hotKeys();
        insights.advance(Duration.ofSeconds(31));
        write("hot");
        assertThat(only().throttledByPartition()).isEqualTo(1);
        assertThat(only().keys()).singleElement().satisfies(key -> {
            assertThat(key.throttled()).isTrue();
            assertThat(key.readShare()).isEqualTo(0.25);
        });
        insights.advance(Duration.ofSeconds(31));
        write("hot");
        assertThat(only().throttledByPartition()).isZero();
        assertThat(only().keys()).singleElement().satisfies(key -> {
            assertThat(key.throttled()).isFalse();
            assertThat(key.readShare()).isZero();
        });
        assertThat(insights.insight.report().advice()).isEmpty();
    }

    private void write(String key) {
        insights.layer.call(new StubCall(
                "PutItem",
                List.of("orders"),
                PutItemRequest.builder()
                        .tableName("orders")
                        .item(Map.of("id", AttributeValue.fromS(key)))
                        .build(),
                sent -> PutItemResponse.builder()
                        .consumedCapacity(ConsumedCapacity.builder()
                                .tableName("orders")
                                .capacityUnits(1.0)
                                .build())
                        .build()));
    }

    private static ProvisionedThroughputExceededException throttled() {
        return ProvisionedThroughputExceededException.builder()
                .throttlingReasons(ThrottlingReason.builder()
                        .reason("TableReadKeyRangeThroughputExceeded")
                        .resource("arn:aws:dynamodb:eu-central-1:123456789012:table/orders")
                        .build())
                .build();
    }

    @Test
    void keysShouldBeForgottenAfterTheWindow() {
        insights.layer.call(insights.getting("orders", "old", 1));
        assertThat(insights.insight.hotKeys()).hasSize(1);
        insights.advance(Duration.ofSeconds(31));
        insights.layer.call(insights.getting("orders", "new", 1));
        assertThat(only().keys()).extracting(HotKey::key).containsExactlyInAnyOrder("old", "new");
        insights.advance(Duration.ofSeconds(31));
        assertThat(only().keys()).extracting(HotKey::key).containsExactly("new");
        insights.advance(Duration.ofSeconds(62));
        assertThat(insights.insight.hotKeys()).isEmpty();
    }
}
