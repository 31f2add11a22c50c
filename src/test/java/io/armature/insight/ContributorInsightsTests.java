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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.armature.client.TableDescription;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ContributorInsightsTests {

    private static final double MONTHLY_TIMES_OF_A_MINUTE = 30 * 24 * 60;

    private static final ContributorScope ORDERS = ContributorScope.table("orders");

    private final Insights insights = new Insights();

    private final List<UpdateContributorInsightsRequest> sent = new ArrayList<>();

    private boolean sorted;

    private Supplier<ContributorInsightsStatus> update = () -> ContributorInsightsStatus.ENABLING;

    private final ContributorInsights contributors = new ContributorInsights(
            new StubDynamoDb(), insights.catalogue, insights.insight, ContributorPrices.defaults());

    private void call(Map<String, AttributeValue> item) {
        PutItemRequest put =
                PutItemRequest.builder().tableName("prod-orders").item(item).build();
        insights.layer.call(insights.getting("prod-orders", "1", 0.5));
        insights.layer.call(new StubCall(
                "PutItem",
                List.of("prod-orders"),
                put,
                sent -> PutItemResponse.builder().build()));
        WriteRequest write = WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
        insights.layer.call(new StubCall(
                "BatchWriteItem",
                List.of("prod-orders"),
                BatchWriteItemRequest.builder()
                        .requestItems(Map.of("prod-orders", List.of(write, write, write, write, write)))
                        .build(),
                sent -> BatchWriteItemResponse.builder().build()));
    }

    private void query(String index) {
        insights.layer.call(new StubCall(
                "Query",
                List.of("prod-orders"),
                QueryRequest.builder()
                        .tableName("prod-orders")
                        .indexName(index)
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1")))
                        .build(),
                sent -> QueryResponse.builder().count(50).scannedCount(50).build()));
    }

    /** The example of DynamoDB's guide: 7 events by the first three calls, twice that with a sort key, and 1 by a query. */
    private void useTheTable() {
        insights.catalogue.register(new TableDescription("prod-orders", "orders", "id", null, null, Set.of()));
        call(Map.of("id", AttributeValue.fromS("1")));
        query(null);
        query("by-customer");
        insights.advance(Duration.ofMinutes(1));
    }

    @Test
    void estimateShouldCountEventsAsDynamoDbDoes() {
        useTheTable();
        ContributorEstimate estimate = contributors.estimate(ORDERS, 1);
        assertThat(estimate.scope()).isEqualTo(ContributorScope.table("prod-orders"));
        assertThat(estimate.rules()).isEqualTo(2);
        assertThat(estimate.eventsPerMonth()).isCloseTo(8 * MONTHLY_TIMES_OF_A_MINUTE, within(1.0));
        assertThat(estimate.monthlyCost())
                .isCloseTo(2 * 0.5 + 8 * MONTHLY_TIMES_OF_A_MINUTE / 1e6 * 0.03, within(1e-6));
        assertThat(estimate.toString()).contains("prod-orders", "1.01 USD", "345,600 events", "shown in CloudWatch");
        sorted = true;
        assertThat(contributors.estimate(ORDERS, 1).rules()).isEqualTo(4);
        assertThat(contributors.estimate(ORDERS, 3).eventsPerMonth())
                .isCloseTo(3 * 2 * 8 * MONTHLY_TIMES_OF_A_MINUTE, within(1.0));
    }

    @Test
    void theyShouldBeEnabledUpToWhatIsConfirmed() {
        useTheTable();
        assertThatExceptionOfType(UnconfirmedContributorCostException.class)
                .isThrownBy(() -> contributors.enable(ORDERS, 1, 1))
                .withMessageContainingAll("'prod-orders'", "1.01 USD", "1.00 are confirmed")
                .satisfies(ex -> assertThat(ex.estimate().monthlyCost()).isGreaterThan(1));
        assertThatExceptionOfType(UnconfirmedContributorCostException.class)
                .isThrownBy(() -> contributors.enable(ORDERS, 1, Double.NaN));
        assertThat(sent).isEmpty();
        assertThat(contributors.enable(ORDERS, 1, 1.1)).isEqualTo(ContributorInsightsStatus.ENABLING);
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.tableName()).isEqualTo("prod-orders");
            assertThat(request.indexName()).isNull();
            assertThat(request.contributorInsightsAction()).isEqualTo(ContributorInsightsAction.ENABLE);
            assertThat(request.contributorInsightsMode())
                    .isEqualTo(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS);
        });
    }

    /** Its own query, and the six items that are written to the table, of which each may be in it. */
    @Test
    void indexShouldHaveAnEstimateOfItsOwn() {
        useTheTable();
        ContributorEstimate estimate = contributors.estimate(ORDERS.index("by-customer"), 1);
        assertThat(estimate.rules()).isEqualTo(4);
        assertThat(estimate.eventsPerMonth()).isCloseTo(2 * 7 * MONTHLY_TIMES_OF_A_MINUTE, within(1.0));
        assertThat(estimate.toString()).contains("prod-orders/by-customer");
        contributors.enable(ORDERS.index("by-customer"), 1, 3);
        assertThat(sent)
                .singleElement()
                .satisfies(request -> assertThat(request.indexName()).isEqualTo("by-customer"));
    }

    @Test
    void indexThatIsNotThereShouldBeNamedWithThoseThatAre() {
        assertThatExceptionOfType(ContributorInsightsException.class)
                .isThrownBy(() -> contributors.enable(ORDERS.index("by-date"), 1, 100))
                .withMessageContainingAll("'orders'", "'by-date'", "It has [by-customer].", "Local");
        assertThat(sent).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ORDERS.index(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> ContributorScope.table(""));
    }

    @Test
    void throttledKeysShouldCostThrottledRequestsOnly() {
        useTheTable();
        ContributorEstimate quiet = contributors.estimate(ORDERS.throttledKeys(), 1);
        assertThat(quiet.rules()).isEqualTo(1);
        assertThat(quiet.eventsPerMonth()).isZero();
        assertThat(quiet.monthlyCost()).isEqualTo(0.5);
        throttle();
        ContributorEstimate busy = contributors.estimate(ORDERS.throttledKeys(), 1);
        assertThat(busy.eventsPerMonth()).isCloseTo(MONTHLY_TIMES_OF_A_MINUTE, within(1.0));
        assertThat(busy.toString()).contains("prod-orders, throttled keys only");
        contributors.enable(ORDERS.throttledKeys(), 1, 1);
        assertThat(sent)
                .singleElement()
                .satisfies(request -> assertThat(request.contributorInsightsMode())
                        .isEqualTo(ContributorInsightsMode.THROTTLED_KEYS));
    }

    private void throttle() {
        StubCall put = new StubCall(
                "PutItem",
                List.of("prod-orders"),
                PutItemRequest.builder()
                        .tableName("prod-orders")
                        .item(Map.of("id", AttributeValue.fromS("1")))
                        .build(),
                request -> {
                    throw ProvisionedThroughputExceededException.builder()
                            .statusCode(400)
                            .build();
                });
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(() -> insights.layer.call(put));
    }

    @Test
    void missingPermissionShouldBeNamed() {
        update = () -> {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .build())
                    .build();
        };
        assertThatExceptionOfType(ContributorInsightsException.class)
                .isThrownBy(() -> contributors.enable(ORDERS, 1, 100))
                .withMessageContaining("The permission dynamodb:UpdateContributorInsights is missing")
                .withCauseInstanceOf(DynamoDbException.class);
    }

    /** LocalStack has none: what matters is that its user understands what it answers. */
    @Nested
    @WithLocalStack
    class OnLocalStack {

        @Test
        void emulatorsAnswerShouldBeUnderstood(DynamoDbEndpoint endpoint, TestReporter reporter) {
            DynamoDbClient client = endpoint.client();
            String table = Tables.create(client, endpoint.uniqueTableName("contributors"), false);
            ContributorInsights real =
                    new ContributorInsights(client, insights.catalogue, insights.insight, ContributorPrices.defaults());
            assertThat(real.estimate(ContributorScope.table(table), 1).rules()).isEqualTo(2);
            assertThatExceptionOfType(ContributorInsightsException.class)
                    .isThrownBy(() -> real.enable(ContributorScope.table(table), 1, 100))
                    .satisfies(ex -> reporter.publishEntry("answer", ex.getMessage()))
                    .withMessageContainingAll("no Contributor Insights here", "dynamodb:UpdateContributorInsights");
            assertThatExceptionOfType(ContributorInsightsException.class)
                    .isThrownBy(
                            () -> real.estimate(ContributorScope.table(table).index("by-date"), 1))
                    .withMessageContainingAll(table, "'by-date'", "It has none.");
            assertThatExceptionOfType(ContributorInsightsException.class)
                    .isThrownBy(() -> real.enable(ContributorScope.table("absent-table"), 1, 100))
                    .withMessageContaining("no such table");
        }
    }

    private final class StubDynamoDb implements DynamoDbClient {

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            KeySchemaElement key =
                    KeySchemaElement.builder().attributeName("id").build();
            return DescribeTableResponse.builder()
                    .table(table -> table.keySchema(sorted ? List.of(key, key) : List.of(key))
                            .globalSecondaryIndexes(GlobalSecondaryIndexDescription.builder()
                                    .indexName("by-customer")
                                    .keySchema(key, key)
                                    .build()))
                    .build();
        }

        @Override
        public UpdateContributorInsightsResponse updateContributorInsights(UpdateContributorInsightsRequest request) {
            ContributorInsightsStatus status = update.get();
            sent.add(request);
            return UpdateContributorInsightsResponse.builder()
                    .contributorInsightsStatus(status)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
