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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.GetInsightRuleReportRequest;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleContributor;
import software.amazon.awssdk.services.cloudwatch.model.InsightRuleContributorDatapoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.FailureException;

/**
 * Asks DynamoDB for the rules that it made for a table or index, and CloudWatch for what they have found. CloudWatch charges each
 * report that it is asked for; a place where Contributor Insights are not enabled costs nothing. Safe for use by concurrent threads.
 */
public final class CloudWatchContributors implements ContributorSource {

    /** DynamoDB's names of its rules: by partition key, consumed units. */
    private static final String ACCESSED = "DynamoDBContributorInsights-PKC-";

    /** By partition key, throttled requests. */
    private static final String THROTTLED = "DynamoDBContributorInsights-PKT-";

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int PERIOD_SECONDS = 60;

    private static final int MOST = 10;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DynamoDbClient dynamoDb;

    private final CloudWatchAsyncClient cloudWatch;

    private final QueryInsight insight;

    private final Clock clock;

    /**
     * Creates the source.
     *
     * @param dynamoDb knows the rules
     * @param cloudWatch knows what they have found
     * @param insight knows whether and how keys are shown
     * @param clock tells the time
     */
    public CloudWatchContributors(
            DynamoDbClient dynamoDb, CloudWatchAsyncClient cloudWatch, QueryInsight insight, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.cloudWatch = cloudWatch;
        this.insight = insight;
        this.clock = clock;
    }

    @Override
    public ContributorReport read(String table, @Nullable String index) {
        DescribeContributorInsightsResponse described;
        try {
            described = dynamoDb.describeContributorInsights(describing(table, index));
        } catch (RuntimeException ex) {
            return ContributorReport.unknown(ContributorProblems.text("dynamodb:DescribeContributorInsights", ex));
        }
        String status = described.contributorInsightsStatusAsString();
        if (described.contributorInsightsStatus() != ContributorInsightsStatus.ENABLED) {
            return new ContributorReport(status, List.of(), List.of(), failure(described.failureException()));
        }
        try {
            return new ContributorReport(status, top(described, ACCESSED), top(described, THROTTLED), null);
        } catch (RuntimeException ex) {
            return new ContributorReport(
                    status, List.of(), List.of(), ContributorProblems.text("cloudwatch:GetInsightRuleReport", ex));
        }
    }

    private static DescribeContributorInsightsRequest describing(String table, @Nullable String index) {
        return DescribeContributorInsightsRequest.builder()
                .tableName(table)
                .indexName(index)
                .overrideConfiguration(
                        configuration -> configuration.apiCallTimeout(TIMEOUT).apiCallAttemptTimeout(TIMEOUT))
                .build();
    }

    private static @Nullable String failure(@Nullable FailureException failure) {
        return failure == null ? null : failure.exceptionName() + ": " + failure.exceptionDescription();
    }

    private List<Contributor> top(DescribeContributorInsightsResponse described, String kind) {
        return described.contributorInsightsRuleList().stream()
                .filter(rule -> rule.startsWith(kind))
                .findFirst()
                .map(this::top)
                .orElse(List.of());
    }

    /** Of all statistics only the maximum means anything for DynamoDB's rules, as its guide says. */
    private List<Contributor> top(String rule) {
        Instant end = clock.instant();
        GetInsightRuleReportRequest request = GetInsightRuleReportRequest.builder()
                .ruleName(rule)
                .startTime(end.minus(WINDOW))
                .endTime(end)
                .period(PERIOD_SECONDS)
                .maxContributorCount(MOST)
                .orderBy("Maximum")
                .overrideConfiguration(
                        configuration -> configuration.apiCallTimeout(TIMEOUT).apiCallAttemptTimeout(TIMEOUT))
                .build();
        try {
            return cloudWatch.getInsightRuleReport(request).join().contributors().stream()
                    .filter(InsightRuleContributor::hasKeys)
                    .map(this::contributor)
                    .toList();
        } catch (CompletionException ex) {
            throw ex.getCause() instanceof RuntimeException cause ? cause : ex;
        }
    }

    private Contributor contributor(InsightRuleContributor found) {
        double peak = found.datapoints().stream()
                .mapToDouble(InsightRuleContributorDatapoint::approximateValue)
                .max()
                .orElse(found.approximateAggregateValue());
        return new Contributor(insight.shown(found.keys().get(0)), peak);
    }
}
