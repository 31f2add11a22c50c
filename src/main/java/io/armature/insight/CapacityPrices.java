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

import java.time.Duration;

/**
 * Prices of on-demand capacity, which the costs of access patterns are estimated with.
 *
 * @param writePerMillion price of a million write request units
 * @param readPerMillion price of a million read request units
 * @param currency currency of both
 */
public record CapacityPrices(double writePerMillion, double readPerMillion, String currency) {

    private static final double MONTH_SECONDS = Duration.ofDays(30).toSeconds();

    /** A pattern that was seen for a few seconds only says little about a month. */
    private static final double LEAST_SECONDS = 60;

    /**
     * Returns the prices of us-east-1 for the standard table class since 1 November 2024, as AWS's page on DynamoDB's on-demand
     * pricing lists them.
     *
     * @return the defaults
     */
    public static CapacityPrices defaults() {
        return new CapacityPrices(0.625, 0.125, "USD");
    }

    double perMonth(double readUnits, double writeUnits, double seconds) {
        double cost = (readUnits * readPerMillion + writeUnits * writePerMillion) / 1e6;
        return cost * MONTH_SECONDS / Math.max(seconds, LEAST_SECONDS);
    }
}
