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

import io.armature.client.TableCatalogue;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;

/**
 * Enables DynamoDB's Contributor Insights for tables and indexes, which count the keys of all who use them, and tells their cost before.
 * Safe for use by concurrent threads.
 */
public final class ContributorInsights {

    private static final Logger logger = LoggerFactory.getLogger(ContributorInsights.class);

    private final DynamoDbClient client;

    private final TableCatalogue catalogue;

    private final QueryInsight insight;

    private final ContributorPrices prices;

    /**
     * Creates the estimator.
     *
     * @param client enables them
     * @param catalogue the tables that the application has mapped
     * @param insight knows how often tables are called
     * @param prices what they cost
     */
    public ContributorInsights(
            DynamoDbClient client, TableCatalogue catalogue, QueryInsight insight, ContributorPrices prices) {
        this.client = client;
        this.catalogue = catalogue;
        this.insight = insight;
        this.prices = prices;
    }

    /**
     * Estimates the cost of a month, and changes nothing.
     *
     * @param scope what to enable them for
     * @param instances instances of the application that call the table as this one has since the window began
     * @return the estimate
     * @throws ContributorInsightsException if the table can't be described, or has no such index
     * @throws IllegalArgumentException if there are no instances
     */
    public ContributorEstimate estimate(ContributorScope scope, int instances) {
        Assert.isTrue(instances > 0, "instances must be 1 or more");
        ContributorScope named =
                new ContributorScope(physicalName(scope.table()), scope.index(), scope.throttledKeysOnly());
        int keys = keys(named);
        SeenEvents seen = insight.events(named);
        double events = seen.perMonth() * instances * keys;
        int rules = (named.throttledKeysOnly() ? 1 : 2) * keys;
        double cost = rules * prices.perRule() + events / 1e6 * prices.perMillionEvents();
        return new ContributorEstimate(named, rules, events, seen.seconds(), cost, prices);
    }

    /**
     * Enables them, unless a month may cost more than is confirmed. They can be disabled at any time. Disable them first where they are
     * enabled with the other choice of keys: AWS does not say what becomes of that otherwise.
     *
     * @param scope what to enable them for
     * @param instances instances of the application that call the table as this one has since the window began
     * @param confirmedUpTo what a month may cost, in the currency of the prices
     * @return status after the call, as a rule {@code ENABLING}
     * @throws UnconfirmedContributorCostException if a month may cost more; nothing was changed
     * @throws ContributorInsightsException if DynamoDB did not do it, such as for lack of a permission
     */
    public ContributorInsightsStatus enable(ContributorScope scope, int instances, double confirmedUpTo) {
        ContributorEstimate estimate = estimate(scope, instances);
        if (!(estimate.monthlyCost() <= confirmedUpTo)) {
            throw new UnconfirmedContributorCostException(estimate, confirmedUpTo);
        }
        ContributorInsightsStatus status;
        try {
            status = client.updateContributorInsights(request(estimate.scope())).contributorInsightsStatus();
        } catch (RuntimeException ex) {
            throw new ContributorInsightsException(
                    ContributorProblems.text("dynamodb:UpdateContributorInsights", ex), ex);
        }
        if (logger.isInfoEnabled()) {
            logger.info(String.format(
                    Locale.ROOT,
                    "Contributor Insights of '%s' are enabled, for about %.2f %s a month",
                    estimate.scope().text(),
                    estimate.monthlyCost(),
                    prices.currency()));
        }
        return status;
    }

    private static UpdateContributorInsightsRequest request(ContributorScope scope) {
        return UpdateContributorInsightsRequest.builder()
                .tableName(scope.table())
                .indexName(scope.index())
                .contributorInsightsAction(ContributorInsightsAction.ENABLE)
                .contributorInsightsMode(
                        scope.throttledKeysOnly()
                                ? ContributorInsightsMode.THROTTLED_KEYS
                                : ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS)
                .build();
    }

    private int keys(ContributorScope scope) {
        TableDescription table;
        try {
            table = client.describeTable(describe -> describe.tableName(scope.table()))
                    .table();
        } catch (RuntimeException ex) {
            throw new ContributorInsightsException(ContributorProblems.text("dynamodb:DescribeTable", ex), ex);
        }
        if (scope.index() == null) {
            return table.keySchema().size();
        }
        return table.globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(scope.index()))
                .findFirst()
                .orElseThrow(() -> noSuchIndex(scope, table))
                .keySchema()
                .size();
    }

    private static ContributorInsightsException noSuchIndex(ContributorScope scope, TableDescription table) {
        List<String> indexes = table.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .sorted()
                .toList();
        return new ContributorInsightsException(
                "Table '" + scope.table() + "' has no global secondary index '" + scope.index() + "'. "
                        + (indexes.isEmpty() ? "It has none." : "It has " + indexes + ".")
                        + " Local ones have no Contributor Insights.",
                null);
    }

    private String physicalName(String table) {
        return catalogue
                .findByAnyName(table)
                .map(description -> description.physicalName())
                .orElse(table);
    }
}
