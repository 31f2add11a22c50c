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
package io.armature.autoconfigure;

import io.armature.insight.ContributorPrices;
import io.armature.insight.HotKeySettings;
import io.armature.insight.InsightSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Insight into access patterns, their costs and hot keys.
 *
 * @param enabled Whether calls are counted by access pattern and key.
 * @param showKeys Whether hot keys are shown as they are. They are shown as hashes otherwise.
 * @param window Time that the numbers of access patterns cover.
 * @param maxPatterns Access patterns that are kept apart. All others count as one.
 * @param slowCall Time from which a call is logged as slow.
 * @param expensiveCallUnits Capacity units from which a call is logged as expensive.
 * @param logInterval Time between two log lines about the same access pattern.
 * @param hotKeys Hot keys.
 * @param contributors Contributor Insights of DynamoDB.
 */
@ConfigurationProperties("armature.insight")
record InsightProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean showKeys,
        @DefaultValue("1h") Duration window,
        @DefaultValue("1000") int maxPatterns,
        @DefaultValue("1s") Duration slowCall,
        @DefaultValue("100") double expensiveCallUnits,
        @DefaultValue("1m") Duration logInterval,
        @DefaultValue HotKeys hotKeys,
        @DefaultValue Contributors contributors) {

    private static final String PREFIX = "armature.insight.";

    InsightProperties {
        Checks.between(PREFIX + "window", window, Duration.ofMinutes(1), Duration.ofDays(7));
        Checks.between(PREFIX + "max-patterns", maxPatterns, 1, 100_000);
        Checks.oneMillisecondOrMore(PREFIX + "slow-call", slowCall);
        Checks.between(PREFIX + "expensive-call-units", expensiveCallUnits, 0.5, 1e9);
        Checks.between(PREFIX + "log-interval", logInterval, Duration.ZERO, Duration.ofDays(1));
    }

    InsightSettings toSettings(BatchProperties.Price price) {
        return new InsightSettings(
                window,
                maxPatterns,
                slowCall,
                expensiveCallUnits,
                logInterval,
                new HotKeySettings(
                        hotKeys.memory().toBytes(), hotKeys.window(), hotKeys.threshold(), hotKeys.advice(), showKeys),
                price.toPrices());
    }

    /**
     * Contributor Insights of DynamoDB. Prices are those of us-east-1 by default, as of 2026.
     *
     * @param enabled Whether they are read where they are enabled, when somebody looks at the hot keys and the client of CloudWatch
     *     is there.
     * @param rulePrice Price of a rule and month, in the currency of armature.batch.price.
     * @param eventPrice Price of a million events, in the currency of armature.batch.price.
     */
    record Contributors(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0.5") double rulePrice,
            @DefaultValue("0.03") double eventPrice) {

        Contributors {
            Checks.between(PREFIX + "contributors.rule-price", rulePrice, 0.0, 1e6);
            Checks.between(PREFIX + "contributors.event-price", eventPrice, 0.0, 1e6);
        }

        ContributorPrices toPrices(String currency) {
            return new ContributorPrices(rulePrice, eventPrice, currency);
        }
    }

    /**
     * Hot keys.
     *
     * @param memory Memory for the keys of each table and each index.
     * @param window Time that the shares of keys cover.
     * @param threshold Share of the traffic of a table or index from which a key is shown.
     * @param advice Share of the traffic of a table or index from which a key is advised upon.
     */
    record HotKeys(
            @DefaultValue("64KB") DataSize memory,
            @DefaultValue("1m") Duration window,
            @DefaultValue("0.01") double threshold,
            @DefaultValue("0.1") double advice) {

        HotKeys {
            Checks.between(PREFIX + "hot-keys.memory", memory, DataSize.ofKilobytes(8), DataSize.ofMegabytes(64));
            Checks.between(PREFIX + "hot-keys.window", window, Duration.ofSeconds(10), Duration.ofHours(1));
            Checks.between(PREFIX + "hot-keys.threshold", threshold, 0.001, 1.0);
            Checks.between(PREFIX + "hot-keys.advice", advice, 0.001, 1.0);
        }
    }
}
