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

import io.armature.client.UnitPrices;
import java.time.Duration;

/**
 * What a month costs if it goes on as in the time that was looked at.
 *
 * @param prices prices of units
 * @param seconds the time that was looked at
 */
record MonthlyCosts(UnitPrices prices, double seconds) {

    private static final double MONTH_SECONDS = Duration.ofDays(30).toSeconds();

    /** What was seen for a few seconds only says little about a month. */
    private static final double LEAST_SECONDS = 60;

    double of(double readUnits, double writeUnits) {
        return (prices.ofReads(readUnits).amount() + prices.ofWrites(writeUnits).amount()) * times(seconds);
    }

    /** Returns how many times the time that was looked at fits into a month. */
    static double times(double seconds) {
        return MONTH_SECONDS / Math.max(seconds, LEAST_SECONDS);
    }
}
