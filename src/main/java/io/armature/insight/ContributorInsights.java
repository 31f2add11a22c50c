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
import io.armature.client.TableDescription;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;

/**
 * Enables DynamoDB's Contributor Insights for tables, which count the keys of all who use a table, and tells their cost before.
 * Safe for use by concurrent threads.
 */
public final class ContributorInsights {

    private static final Logger logger = LoggerFactory.getLogger(ContributorInsights.class);

    private static final int RULES = 2;

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
     * @param table logical or physical name of the table; its indexes are not in the estimate
     * @param instances instances of the application that call the table as this one has since the window began
     * @return the estimate
     * @throws ContributorInsightsException if the table can't be described
     * @throws IllegalArgumentException if there are no instances
     */
    public ContributorEstimate estimate(String table, int instances) {
        Assert.isTrue(instances > 0, "instances must be 1 or more");
        String name = physicalName(table);
        int keys = keys(name);
        SeenEvents seen = insight.events(name);
        double events = seen.perMonth() * instances * keys;
        int rules = RULES * keys;
        double cost = rules * prices.perRule() + events / 1e6 * prices.perMillionEvents();
        return new ContributorEstimate(name, rules, events, seen.seconds(), cost, prices);
    }

    /**
     * Enables them, unless a month may cost more than is confirmed. They can be disabled at any time.
     *
     * @param table logical or physical name of the table
     * @param instances instances of the application that call the table as this one has since the window began
     * @param confirmedUpTo what a month may cost, in the currency of the prices
     * @return status after the call, as a rule {@code ENABLING}
     * @throws UnconfirmedContributorCostException if a month may cost more; nothing was changed
     * @throws ContributorInsightsException if DynamoDB did not do it, such as for lack of a permission
     */
    public ContributorInsightsStatus enable(String table, int instances, double confirmedUpTo) {
        ContributorEstimate estimate = estimate(table, instances);
        if (!(estimate.monthlyCost() <= confirmedUpTo)) {
            throw new UnconfirmedContributorCostException(estimate, confirmedUpTo);
        }
        ContributorInsightsStatus status;
        try {
            status = client.updateContributorInsights(update -> update.tableName(estimate.table())
                            .contributorInsightsAction(ContributorInsightsAction.ENABLE))
                    .contributorInsightsStatus();
        } catch (RuntimeException ex) {
            throw new ContributorInsightsException(
                    ContributorProblems.text("dynamodb:UpdateContributorInsights", ex), ex);
        }
        if (logger.isInfoEnabled()) {
            logger.info(String.format(
                    Locale.ROOT,
                    "Contributor Insights of table '%s' are enabled, for about %.2f %s a month",
                    estimate.table(),
                    estimate.monthlyCost(),
                    prices.currency()));
        }
        return status;
    }

    private int keys(String table) {
        try {
            return client.describeTable(describe -> describe.tableName(table))
                    .table()
                    .keySchema()
                    .size();
        } catch (RuntimeException ex) {
            throw new ContributorInsightsException(ContributorProblems.text("dynamodb:DescribeTable", ex), ex);
        }
    }

    private String physicalName(String table) {
        return catalogue
                .findByAnyName(table)
                .map(TableDescription::physicalName)
                .orElse(table);
    }
}
