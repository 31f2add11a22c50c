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
package io.armature.client;

import org.springframework.util.Assert;

/**
 * Prices of on-demand capacity. Provisioned capacity is paid whether it is used or not.
 *
 * @param writePerMillion price of a million write request units, 0.625 USD by default
 * @param readPerMillion price of a million read request units, 0.125 USD by default
 * @param currency currency of both
 */
public record UnitPrices(double writePerMillion, double readPerMillion, String currency) {

    /**
     * Creates the prices.
     *
     * @param writePerMillion 0 or more
     * @param readPerMillion 0 or more
     * @param currency of both
     * @throws IllegalArgumentException if a price is negative
     */
    public UnitPrices {
        Assert.isTrue(writePerMillion >= 0 && readPerMillion >= 0, "A price must not be negative");
    }

    /**
     * Returns the prices of us-east-1 for the standard table class since 1 November 2024, as AWS's page on DynamoDB's on-demand
     * pricing lists them.
     *
     * @return the defaults
     */
    public static UnitPrices defaults() {
        return new UnitPrices(0.625, 0.125, "USD");
    }

    /**
     * Returns what writes cost.
     *
     * @param units write request units
     * @return their price
     */
    public UnitCost ofWrites(double units) {
        return new UnitCost(units * writePerMillion / 1e6, currency, writePerMillion);
    }

    /**
     * Returns what reads cost.
     *
     * @param units read request units
     * @return their price
     */
    public UnitCost ofReads(double units) {
        return new UnitCost(units * readPerMillion / 1e6, currency, readPerMillion);
    }
}
