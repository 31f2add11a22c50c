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

import org.springframework.util.Assert;

/**
 * Prices of DynamoDB's Contributor Insights, which CloudWatch charges.
 *
 * @param perRule price of a rule and month, 0.50 USD by default
 * @param perMillionEvents price of a million events, 0.03 USD by default
 * @param currency currency of both
 */
public record ContributorPrices(double perRule, double perMillionEvents, String currency) {

    /**
     * Creates the prices.
     *
     * @param perRule 0 or more
     * @param perMillionEvents 0 or more
     * @param currency of both
     * @throws IllegalArgumentException if a price is negative
     */
    public ContributorPrices {
        Assert.isTrue(perRule >= 0 && perMillionEvents >= 0, "A price must not be negative");
    }

    /**
     * Returns the prices of us-east-1 as AWS's price list had them in 2026, for the kinds of usage {@code
     * CW:ContributorRulesManaged} and {@code CW:ContributorEventsManaged}.
     *
     * @return the defaults
     */
    public static ContributorPrices defaults() {
        return new ContributorPrices(0.5, 0.03, "USD");
    }
}
