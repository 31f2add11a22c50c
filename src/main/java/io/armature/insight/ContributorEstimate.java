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

import java.util.Locale;

/**
 * What Contributor Insights are expected to cost in a month. Its text is for people.
 *
 * @param scope what they are of, with the physical name of the table
 * @param rules rules that DynamoDB makes: of accessed keys, unless throttled ones only are counted, and of throttled keys, each twice if
 *     there is a sort key
 * @param eventsPerMonth events, at the rate that was seen: one for each item that is read or written, one for each query, and each
 *     twice if there is a sort key. Each item written to a table counts for the index, though it may have no part in it. Of throttled
 *     requests, calls that ended so; what the SDK tried again is not known
 * @param seenSeconds time in which the rate was seen
 * @param monthlyCost cost of a month
 * @param prices prices it was computed with
 */
public record ContributorEstimate(
        ContributorScope scope,
        int rules,
        double eventsPerMonth,
        double seenSeconds,
        double monthlyCost,
        ContributorPrices prices) {

    /** Returns the estimate in a few lines. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Contributor Insights of %s%s: about %.2f %s a month, for %d rules at %.2f and %,.0f events at %.3f a million%n"
                        + "The events are what this application did in the last %,.0f s; others that use the table are not in them%n"
                        + "Keys are shown in CloudWatch as they are",
                scope.text(),
                scope.throttledKeysOnly() ? ", throttled keys only" : "",
                monthlyCost,
                prices.currency(),
                rules,
                prices.perRule(),
                eventsPerMonth,
                prices.perMillionEvents(),
                seenSeconds);
    }
}
