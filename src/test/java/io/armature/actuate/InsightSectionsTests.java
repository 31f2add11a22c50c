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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.armature.client.Call;
import io.armature.client.TableCatalogue;
import io.armature.insight.Advice;
import io.armature.insight.Advice.Kind;
import io.armature.insight.CapacityLayer;
import io.armature.insight.ContributorReport;
import io.armature.insight.ContributorReports;
import io.armature.insight.HotKeyReport;
import io.armature.insight.InsightReport;
import io.armature.insight.InsightSettings;
import io.armature.insight.PatternReport;
import io.armature.insight.QueryInsight;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** What the filters of the endpoint let through: of a scan, of a query of an index, and of the key that this has. */
class InsightSectionsTests {

    private static final double UNITS = 60;

    private final QueryInsight insight = new QueryInsight(InsightSettings.defaults(), new TableCatalogue());

    private final InsightSection patterns = new InsightSection(insight);

    private final HotKeysSection keys = new HotKeysSection(insight, null);

    InsightSectionsTests() {
        CapacityLayer layer =
                new CapacityLayer(insight, () -> "Orders.scanOrQuery", new TableCatalogue(), 34, name -> false);
        layer.call(new Answered(
                "Scan",
                "orders",
                ScanRequest.builder().tableName("orders").build(),
                ScanResponse.builder()
                        .count(100)
                        .scannedCount(100)
                        .consumedCapacity(consumed("orders"))
                        .build()));
        layer.call(new Answered(
                "Query",
                "carts",
                QueryRequest.builder()
                        .tableName("carts")
                        .indexName("by-day")
                        .keyConditionExpression("d = :d")
                        .filterExpression("open = :o")
                        .expressionAttributeValues(
                                Map.of(":d", AttributeValue.fromS("monday"), ":o", AttributeValue.fromBool(true)))
                        .build(),
                QueryResponse.builder()
                        .count(1)
                        .scannedCount(200)
                        .consumedCapacity(consumed("carts"))
                        .build()));
    }

    private static ConsumedCapacity consumed(String table) {
        return ConsumedCapacity.builder().tableName(table).capacityUnits(UNITS).build();
    }

    private static SectionFilter filter(
            @Nullable String index, @Nullable String operation, @Nullable String method, @Nullable String advice) {
        return new SectionFilter(null, index, operation, method, advice, null);
    }

    private void assertShown(SectionFilter filter, List<String> operations, Kind... advice) {
        InsightReport shown = patterns.show(filter);
        assertThat(shown.patterns())
                .extracting(PatternReport::operation)
                .containsExactlyInAnyOrderElementsOf(operations);
        assertThat(shown.advice()).extracting(Advice::kind).containsExactlyInAnyOrder(advice);
    }

    @Test
    void everythingShouldBeShownWithoutAFilter() {
        assertShown(SectionFilter.none(), List.of("Scan", "Query"), Kind.SCAN, Kind.LOW_EFFICIENCY, Kind.HOT_KEY);
        assertThat(keys.show())
                .singleElement()
                .satisfies(report -> assertThat(report.index()).isEqualTo("by-day"));
    }

    @Test
    void tableShouldBeHeeded() {
        assertShown(SectionFilter.ofTable("orders"), List.of("Scan"), Kind.SCAN);
        assertShown(SectionFilter.ofTable("carts"), List.of("Query"), Kind.LOW_EFFICIENCY, Kind.HOT_KEY);
        assertThat(keys.show(SectionFilter.ofTable("orders"))).isEmpty();
        assertThat(keys.show(SectionFilter.ofTable("carts"))).hasSize(1);
    }

    @Test
    void indexShouldBeHeeded() {
        assertShown(filter("by-day", null, null, null), List.of("Query"), Kind.LOW_EFFICIENCY, Kind.HOT_KEY);
        assertShown(filter("by-week", null, null, null), List.of());
        assertThat(keys.show(filter("by-week", null, null, null))).isEmpty();
    }

    /** Upper or lower case, and never by the name of a method or a table that has it in it. */
    @Test
    void adviceShouldBeThatOfTheOperation() {
        assertShown(filter(null, "scan", null, null), List.of("Scan"), Kind.SCAN);
        assertShown(filter(null, "Query", null, null), List.of("Query"), Kind.LOW_EFFICIENCY);
    }

    @Test
    void methodShouldBeHeededByAPartOfItsName() {
        assertShown(filter(null, null, "Orders.scan", null), List.of("Scan", "Query"), Kind.SCAN, Kind.LOW_EFFICIENCY);
        // The name of a table is none of a method.
        assertShown(filter(null, null, "carts", null), List.of());
    }

    @Test
    void kindOfAdviceShouldBeHeeded() {
        assertShown(filter(null, null, null, "low-efficiency"), List.of("Query"), Kind.LOW_EFFICIENCY);
        assertShown(filter(null, null, null, "HOT_KEY"), List.of(), Kind.HOT_KEY);
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> patterns.show(filter(null, null, null, "none")))
                .withMessageContaining("none");
    }

    @Test
    void limitShouldBeOneOfEntriesAndHideNoAdvice() {
        SectionFilter one = new SectionFilter(null, null, null, null, null, 1);
        assertThat(patterns.show(one).patterns()).hasSize(1);
        assertThat(patterns.show(one).advice()).hasSize(3);
        SectionFilter none = new SectionFilter(null, null, null, null, null, -1);
        assertThat(patterns.show(none).patterns()).isEmpty();
        assertThat(keys.show(none)).isEqualTo(List.<HotKeyReport>of());
    }

    /** Each look is charged, and the page looks every few seconds at all that there is. */
    @Test
    void contributorsShouldBeShownToWhoeverLooksAtHotKeysAlone() {
        ContributorReport said = new ContributorReport("ENABLED", List.of(), List.of(), null);
        try (ContributorReports reports = new ContributorReports((table, index) -> said)) {
            HotKeysSection both = new HotKeysSection(insight, reports);
            await().untilAsserted(() -> assertThat(both.show(SectionFilter.none()))
                    .extracting(HotKeyReport::contributors)
                    .containsExactly(said));
            assertThat(both.show())
                    .extracting(HotKeyReport::contributors)
                    .containsOnlyNulls()
                    .hasSize(1);
        }
    }

    /** A call with its answer. */
    private record Answered(String operation, String table, DynamoDbRequest request, DynamoDbResponse response)
            implements Call {

        @Override
        public List<String> tables() {
            return List.of(table);
        }

        @Override
        public String endpoint() {
            return "eu-central-1";
        }

        @Override
        public DynamoDbResponse proceed(DynamoDbRequest sent) {
            return response;
        }
    }
}
