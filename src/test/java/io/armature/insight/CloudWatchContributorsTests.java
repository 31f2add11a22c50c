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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetInsightRuleReportRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetInsightRuleReportResponse;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleContributor;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleContributorDatapoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Emulators have no Contributor Insights; these are the answers that AWS's guides describe. */
class CloudWatchContributorsTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final String ACCESSED = "DynamoDBContributorInsights-PKC-orders-1576629651520";

    private static final String THROTTLED = "DynamoDBContributorInsights-PKT-orders-1576629651520";

    private final List<DescribeContributorInsightsRequest> described = new ArrayList<>();

    private final List<GetInsightRuleReportRequest> reported = new ArrayList<>();

    private Function<DescribeContributorInsightsRequest, DescribeContributorInsightsResponse> describe =
            request -> enabled();

    private Function<GetInsightRuleReportRequest, GetInsightRuleReportResponse> report =
            request -> request.ruleName().equals(ACCESSED)
                    ? GetInsightRuleReportResponse.builder()
                            .keyLabels("pk")
                            .aggregationStatistic("Sum")
                            .contributors(contributor("alice@example.org", 300, 179_000, 4), contributor("bob", 7))
                            .build()
                    : GetInsightRuleReportResponse.builder()
                            .contributors(contributor("alice@example.org", 12))
                            .build();

    private final Insights hashing = new Insights();

    private static DescribeContributorInsightsResponse enabled() {
        return DescribeContributorInsightsResponse.builder()
                .contributorInsightsStatus(ContributorInsightsStatus.ENABLED)
                .contributorInsightsRuleList(
                        "DynamoDBContributorInsights-SKC-orders-1576629651520",
                        ACCESSED,
                        "DynamoDBContributorInsights-SKT-orders-1576629651520",
                        THROTTLED)
                .build();
    }

    private static InsightRuleContributor contributor(String key, double... values) {
        return InsightRuleContributor.builder()
                .keys(key)
                .approximateAggregateValue(Arrays.stream(values).sum())
                .datapoints(Arrays.stream(values)
                        .mapToObj(value -> InsightRuleContributorDatapoint.builder()
                                .timestamp(NOW)
                                .approximateValue(value)
                                .build())
                        .toList())
                .build();
    }

    private ContributorReport read(Insights insights) {
        return new CloudWatchContributors(
                        new StubDynamoDb(), new StubCloudWatch(), insights.insight, Clock.fixed(NOW, ZoneOffset.UTC))
                .read("orders", "by-customer");
    }

    private static AwsErrorDetails error(String code) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("User: arn:aws:sts::1:assumed-role/app is not authorized, item alice@example.org")
                .build();
    }

    @Test
    void keysShouldBeReadFromTheRulesByPartitionKey() {
        ContributorReport read = read(new Insights(Insights.showingKeys()));
        assertThat(read.problem()).isNull();
        assertThat(read.status()).isEqualTo("ENABLED");
        assertThat(read.accessed())
                .containsExactly(new Contributor("alice@example.org", 179_000), new Contributor("bob", 7));
        assertThat(read.throttled()).containsExactly(new Contributor("alice@example.org", 12));
        assertThat(described).singleElement().satisfies(request -> {
            assertThat(request.tableName()).isEqualTo("orders");
            assertThat(request.indexName()).isEqualTo("by-customer");
            assertThat(timeout(request)).isEqualTo(Duration.ofSeconds(5));
        });
        assertThat(reported)
                .extracting(GetInsightRuleReportRequest::ruleName)
                .containsExactlyInAnyOrder(ACCESSED, THROTTLED);
        assertThat(reported).allSatisfy(request -> {
            assertThat(request.orderBy()).isEqualTo("Maximum");
            assertThat(request.period()).isEqualTo(60);
            assertThat(request.endTime()).isEqualTo(NOW);
            assertThat(request.startTime()).isEqualTo(NOW.minus(Duration.ofMinutes(15)));
            // The client may be the application's own, without any time-out.
            assertThat(timeout(request)).isEqualTo(Duration.ofSeconds(5));
        });
    }

    private static Duration timeout(AwsRequest request) {
        return request.overrideConfiguration()
                .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                .orElseThrow();
    }

    @Test
    void keyShouldHaveTheHashOfTheSameKeyThatWeCounted() {
        hashing.layer.call(hashing.getting("orders", "alice@example.org", 10));
        String ours = hashing.insight.hotKeys().get(0).keys().get(0).key();
        ContributorReport read = read(hashing);
        assertThat(read.accessed().get(0).key()).isEqualTo(ours);
        assertThat(read.toString()).doesNotContain("alice", "bob");
    }

    @Test
    void placeWhereTheyAreNotEnabledShouldCostNothing() {
        describe = request -> DescribeContributorInsightsResponse.builder()
                .contributorInsightsStatus(ContributorInsightsStatus.DISABLED)
                .build();
        assertThat(read(hashing)).isEqualTo(new ContributorReport("DISABLED", List.of(), List.of(), null));
        assertThat(reported).isEmpty();
    }

    @Test
    void failureToEnableThemShouldBeShown() {
        describe = request -> DescribeContributorInsightsResponse.builder()
                .contributorInsightsStatus(ContributorInsightsStatus.FAILED)
                .failureException(failure ->
                        failure.exceptionName("LimitExceededException").exceptionDescription("Too many rules"))
                .build();
        assertThat(read(hashing).status()).isEqualTo("FAILED");
        assertThat(read(hashing).problem()).isEqualTo("LimitExceededException: Too many rules");
    }

    @Test
    void missingPermissionShouldBeNamed() {
        describe = request -> {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(error("AccessDeniedException"))
                    .build();
        };
        assertThat(read(hashing).problem())
                .contains("The permission dynamodb:DescribeContributorInsights is missing", "AccessDeniedException")
                .doesNotContain("alice");
        describe = request -> enabled();
        report = request -> {
            throw CloudWatchException.builder()
                    .statusCode(403)
                    .awsErrorDetails(error("AccessDenied"))
                    .build();
        };
        assertThat(read(hashing).status()).isEqualTo("ENABLED");
        assertThat(read(hashing).problem())
                .contains("The permission cloudwatch:GetInsightRuleReport is missing")
                .doesNotContain("alice");
    }

    @Test
    void emulatorShouldBeRecognized() {
        describe = request -> {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(error("UnknownOperationException"))
                    .build();
        };
        assertThat(read(hashing).problem()).contains("no Contributor Insights here", "emulators");
    }

    private final class StubDynamoDb implements DynamoDbClient {

        @Override
        public DescribeContributorInsightsResponse describeContributorInsights(
                DescribeContributorInsightsRequest request) {
            described.add(request);
            return describe.apply(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class StubCloudWatch implements CloudWatchAsyncClient {

        @Override
        public CompletableFuture<GetInsightRuleReportResponse> getInsightRuleReport(
                GetInsightRuleReportRequest request) {
            reported.add(request);
            return CompletableFuture.supplyAsync(() -> report.apply(request));
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
