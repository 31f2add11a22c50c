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
import static org.assertj.core.api.Assertions.within;

import io.armature.client.TableDescription;
import io.armature.insight.Advice.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Each rule on both sides of its bounds, by numbers that are known to the unit. */
class AdvisorTests {

    private static final double TIMES_OF_A_MINUTE = 30 * 24 * 60;

    private static final double READ_UNIT = 0.125 / 1e6;

    private static final double WRITE_UNIT = 0.625 / 1e6;

    private final Insights insights = new Insights();

    private int keys;

    @BeforeEach
    void register() {
        insights.catalogue.register(new TableDescription("orders", "orders", "id", null, null, Set.of("secret")));
    }

    private void call(String operation, DynamoDbRequest request, Function<DynamoDbRequest, DynamoDbResponse> answer) {
        // Reads that follow one another at once would be a loop.
        insights.advance(Duration.ofMillis(10));
        insights.layer.call(new StubCall(operation, List.of("orders"), request, sent -> {
            insights.advance(Duration.ofMillis(1));
            return answer.apply(sent);
        }));
    }

    private static ConsumedCapacity units(double units) {
        return ConsumedCapacity.builder()
                .tableName("orders")
                .capacityUnits(units)
                .build();
    }

    private void scan(int scanned, int count, Consumer<ScanRequest.Builder> more) {
        ScanRequest.Builder scan = ScanRequest.builder().tableName("orders");
        more.accept(scan);
        call(
                "Scan",
                scan.build(),
                sent -> ScanResponse.builder()
                        .scannedCount(scanned)
                        .count(count)
                        .consumedCapacity(units(100))
                        .build());
    }

    private void query(int scanned, int count, Consumer<QueryRequest.Builder> more) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName("orders")
                .indexName("by-customer")
                .keyConditionExpression("customer = :c")
                .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("c" + keys++)));
        more.accept(query);
        call(
                "Query",
                query.build(),
                sent -> QueryResponse.builder()
                        .scannedCount(scanned)
                        .count(count)
                        .consumedCapacity(units(100))
                        .build());
    }

    private void get(int bytes) {
        // The key and the names take 11 bytes, or 12 and more with a longer key.
        String id = String.valueOf(1_000_000 + keys++);
        Map<String, AttributeValue> item =
                Map.of("id", AttributeValue.fromS(id), "b", AttributeValue.fromS("x".repeat(bytes - 10)));
        call(
                "GetItem",
                Insights.get("orders", id),
                sent -> GetItemResponse.builder()
                        .item(item)
                        .consumedCapacity(units(Math.ceil(bytes / 4_096.0) / 2))
                        .build());
    }

    private void put(int bytes, boolean conditionHolds) {
        String id = String.valueOf(1_000_000 + keys++);
        Map<String, AttributeValue> item =
                Map.of("id", AttributeValue.fromS(id), "b", AttributeValue.fromS("x".repeat(bytes - 10)));
        PutItemRequest put =
                PutItemRequest.builder().tableName("orders").item(item).build();
        if (conditionHolds) {
            call(
                    "PutItem",
                    put,
                    sent -> PutItemResponse.builder()
                            .consumedCapacity(units(Math.ceil(bytes / 1_024.0)))
                            .build());
        } else {
            assertThatExceptionOfType(ConditionalCheckFailedException.class)
                    .isThrownBy(() -> call("PutItem", put, sent -> {
                        throw ConditionalCheckFailedException.builder().build();
                    }));
        }
    }

    private static void times(int times, Runnable call) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }

    private List<Advice> advice() {
        // Keys are advised upon by what they take, which here is chance.
        return insights.insight.report().advice().stream()
                .filter(advice -> advice.kind() != Kind.HOT_KEY)
                .toList();
    }

    private Advice only(Kind kind) {
        assertThat(advice()).extracting(Advice::kind).containsExactly(kind);
        return advice().get(0);
    }

    @Test
    void scanOfEverythingShouldBeAJob() {
        scan(100, 100, scan -> {});
        Advice advice = only(Kind.SCAN);
        assertThat(advice.reason()).isEqualTo("1 scans read 100 items to return 100");
        assertThat(advice.fix()).contains("Read by key", "BatchReader");
        assertThat(advice.table()).isEqualTo("orders");
        assertThat(advice.monthlyWaste()).isCloseTo(100 * READ_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
    }

    @Test
    void smallScanShouldBeLeftInPeace() {
        scan(99, 0, scan -> {});
        assertThat(advice()).isEmpty();
    }

    @Test
    void scanThatFiltersByThePartitionKeyShouldBeAQuery() {
        scan(
                200,
                50,
                scan -> scan.filterExpression("#k = :k AND size > :s").expressionAttributeNames(Map.of("#k", "id")));
        Advice advice = only(Kind.SCAN);
        assertThat(advice.fix()).contains("Query instead", "'id'", "partition key");
        assertThat(advice.monthlyWaste()).isCloseTo(0.75 * 100 * READ_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
    }

    @Test
    void scanOfARangeOfPartitionKeysShouldNotBeAQuery() {
        scan(200, 50, scan -> scan.filterExpression("id > :k"));
        assertThat(only(Kind.SCAN).fix()).contains("index").doesNotContain("Query instead");
    }

    @Test
    void scanThatFiltersShouldGetAnIndexWhoseEqualityIsThePartitionKey() {
        scan(200, 50, scan -> scan.filterExpression("weight > :s AND color = :k"));
        assertThat(only(Kind.SCAN).fix()).contains("index with the partition key 'color' and the sort key 'weight'");
    }

    @Test
    void filterThatKeepsATenthShouldBeWorthAnIndex() {
        query(1_000, 100, query -> query.filterExpression("phase = :p"));
        Advice advice = only(Kind.LOW_EFFICIENCY);
        assertThat(advice.reason()).contains("'phase' keeps 100 of 1,000", "(10.0 %)");
        assertThat(advice.fix()).contains("partition key 'customer' and the sort key 'phase'");
        assertThat(advice.index()).isEqualTo("by-customer");
        assertThat(advice.monthlyWaste()).isCloseTo(0.9 * 100 * READ_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
    }

    @Test
    void filterByTwoEqualitiesShouldGetAnIndexOfThem() {
        query(1_000, 10, query -> query.filterExpression("phase = :p AND color = :k"));
        assertThat(only(Kind.LOW_EFFICIENCY).fix())
                .contains("index with the partition key 'phase' and the sort key 'color'");
    }

    @Test
    void filterThatIsUsedNoMoreShouldBeForgottenAfterTheWindow() {
        query(1_000, 0, query -> query.filterExpression("once = :o"));
        assertThat(only(Kind.LOW_EFFICIENCY).reason()).contains("'once' keeps 0 of 1,000");
        insights.advance(Duration.ofMinutes(31));
        query(1_000, 0, query -> query.filterExpression("phase = :p"));
        assertThat(only(Kind.LOW_EFFICIENCY).reason()).contains("'once' and 'phase' keeps 0 of 2,000");
        insights.advance(Duration.ofMinutes(31));
        query(1_000, 0, query -> query.filterExpression("phase = :p"));
        Advice advice = only(Kind.LOW_EFFICIENCY);
        assertThat(advice.reason()).contains("'phase' keeps 0 of 2,000").doesNotContain("once");
        assertThat(advice.fix()).contains("'phase'").doesNotContain("once");
    }

    @Test
    void filterThatKeepsMoreOrReadsLittleShouldBeLeftInPeace() {
        query(1_000, 101, query -> query.filterExpression("phase = :p"));
        assertThat(advice()).isEmpty();
        query(99, 0, query -> query.indexName(null).filterExpression("phase = :p"));
        assertThat(advice()).isEmpty();
        // No filter did this: the items are counted, not returned.
        query(10_000, 0, query -> query.indexName("by-day"));
        assertThat(advice()).isEmpty();
    }

    @Test
    void itemsJustAboveAStepShouldBeMadeSmaller() {
        times(9, () -> get(4_200));
        assertThat(advice()).isEmpty();
        get(4_200);
        Advice advice = only(Kind.ITEM_ABOVE_STEP);
        assertThat(advice.reason()).contains("Items of 4,200 bytes", "4,096 bytes", "(0 %)");
        assertThat(advice.fix()).contains("Shorten names").doesNotContain("encryption");
        // Half of the two units of each.
        assertThat(advice.monthlyWaste()).isCloseTo(0.5 * 10 * READ_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
    }

    @Test
    void itemsWellAboveAStepOrAboveManyStepsShouldBeLeftInPeace() {
        times(20, () -> get(4_600));
        assertThat(advice()).isEmpty();
        // Eight units in place of seven: it isn't worth the while.
        times(40, () -> put(7 * 1_024 + 50, true));
        assertThat(advice()).isEmpty();
    }

    @Test
    void itemsOfWhichLessThanHalfAreAboveAStepShouldBeLeftInPeace() {
        times(11, () -> get(3_000));
        times(10, () -> get(4_200));
        assertThat(advice()).isEmpty();
        get(4_200);
        only(Kind.ITEM_ABOVE_STEP);
    }

    @Test
    void writtenItemsShouldBeHeldToTheirOwnStep() {
        times(10, () -> put(1_100, true));
        Advice advice = only(Kind.ITEM_ABOVE_STEP);
        assertThat(advice.reason()).contains("1,024 bytes");
        assertThat(advice.monthlyWaste()).isCloseTo(0.5 * 20 * WRITE_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
    }

    private void page(int items, boolean continued) {
        query(items, items, query -> {
            if (continued) {
                query.exclusiveStartKey(Map.of("id", AttributeValue.fromS("1")));
            }
        });
    }

    @Test
    void pagesOfOneItemShouldBeLarger() {
        times(10, () -> page(2, true));
        times(9, () -> page(2, false));
        assertThat(advice()).isEmpty();
        page(2, false);
        Advice advice = only(Kind.SMALL_PAGES);
        assertThat(advice.reason()).contains("20 pages of 2.0 items");
        assertThat(advice.fix()).contains("larger pages", "limit");
        assertThat(advice.index()).isEqualTo("by-customer");
    }

    @Test
    void pagesOfMoreItemsShouldBeLeftInPeace() {
        times(39, () -> page(2, true));
        page(3, true);
        assertThat(advice()).isEmpty();
    }

    @Test
    void firstPagesShouldBeLeftInPeace() {
        times(10, () -> page(1, true));
        times(11, () -> page(1, false));
        assertThat(advice()).isEmpty();
    }

    @Test
    void conditionsThatMostlyFailShouldBeNamed() {
        times(19, () -> put(100, false));
        assertThat(advice()).isEmpty();
        put(100, false);
        times(20, () -> put(100, true));
        Advice advice = only(Kind.FAILING_CONDITIONS);
        assertThat(advice.reason()).contains("20 of 40 writes (50 %)");
        assertThat(advice.fix()).contains("update(id, change)");
        assertThat(advice.monthlyWaste()).isCloseTo(20 * WRITE_UNIT * TIMES_OF_A_MINUTE, within(1e-9));
        put(100, true);
        assertThat(advice()).isEmpty();
    }

    @Test
    void keyOfATenthOfTheTrafficShouldBeHot() {
        times(45, () -> insights.layer.call(insights.getting("carts", "cold-" + keys++, 10)));
        times(4, () -> insights.layer.call(insights.getting("carts", "hot", 10)));
        assertThat(hot()).isEmpty();
        insights.layer.call(insights.getting("carts", "hot", 10));
        assertThat(hot()).singleElement().satisfies(advice -> {
            assertThat(advice.table()).isEqualTo("carts");
            assertThat(advice.reason()).contains("10 % of the traffic", "50.0 read units a second");
            assertThat(advice.fix()).contains("mostly read", "cache");
        });
    }

    @Test
    void keyOfFewUnitsShouldNotBeHot() {
        times(4, () -> insights.layer.call(insights.getting("carts", "hot", 12)));
        assertThat(hot()).isEmpty();
        insights.layer.call(insights.getting("carts", "hot", 12));
        assertThat(hot()).hasSize(1);
    }

    private List<Advice> hot() {
        return insights.insight.report().advice().stream()
                .filter(advice -> advice.kind() == Kind.HOT_KEY)
                .toList();
    }

    @Test
    void patternThatStandsForTheRestShouldGetNoAdvice() {
        InsightSettings defaults = InsightSettings.defaults();
        Insights one = new Insights(new InsightSettings(
                defaults.window(),
                1,
                defaults.slowCall(),
                defaults.expensiveCallUnits(),
                defaults.logInterval(),
                defaults.hotKeys(),
                defaults.prices()));
        for (String table : List.of("first", "second")) {
            QueryRequest query = QueryRequest.builder()
                    .tableName(table)
                    .keyConditionExpression("id = :i")
                    .filterExpression("phase = :p")
                    .build();
            one.layer.call(new StubCall(
                    "Query",
                    List.of(table),
                    query,
                    sent -> QueryResponse.builder().scannedCount(1_000).count(0).build()));
        }
        assertThat(one.insight.report().advice()).extracting(Advice::table).containsExactly("first");
    }
}
