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

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one access pattern in the window.
 *
 * @param table the physical name of the table
 * @param operation the operation as DynamoDB's API names it
 * @param index the index that is read, or {@code null}
 * @param method the repository's method, or {@code null} if the calls were made by other means
 * @param calls calls, each page of a query being one
 * @param failures calls that failed in whatever way
 * @param failedConditions calls whose condition did not hold
 * @param throttles throttled calls by DynamoDB's own reason
 * @param p50Millis time that half of the calls took at most, retries of the SDK included
 * @param p95Millis time that 95 % of the calls took at most
 * @param p99Millis time that 99 % of the calls took at most
 * @param maxMillis time of the slowest call
 * @param itemsReturned items in the answers
 * @param itemsScanned items that DynamoDB read
 * @param efficiency share of the items read that were returned, {@code null} for writes
 * @param continuedCalls calls that asked for a page after the first
 * @param readUnits read units, indexes included
 * @param writeUnits write units, indexes included
 * @param indexUnits the part of both that indexes took
 * @param meanItemBytes mean size of the items that were measured, 0 if none was
 * @param encryptionShare share of encryption in it, from 0 to 1
 * @param monthlyCost estimated cost of a month at the rate of the window
 * @param currency currency of it
 * @param advice what to do about it
 */
public record PatternReport(
        String table,
        String operation,
        @Nullable String index,
        @Nullable String method,
        long calls,
        long failures,
        long failedConditions,
        Map<String, Long> throttles,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double maxMillis,
        long itemsReturned,
        long itemsScanned,
        @Nullable Double efficiency,
        long continuedCalls,
        double readUnits,
        double writeUnits,
        double indexUnits,
        double meanItemBytes,
        double encryptionShare,
        double monthlyCost,
        String currency,
        List<Advice> advice) {

    static PatternReport of(
            AccessPattern pattern, PatternCounts counts, double cost, String currency, List<Advice> advice) {
        return new PatternReport(
                pattern.table(),
                pattern.operation(),
                pattern.index(),
                pattern.method(),
                counts.calls,
                counts.failures,
                counts.failedConditions,
                Map.copyOf(counts.throttles),
                counts.millisAt(50),
                counts.millisAt(95),
                counts.millisAt(99),
                counts.longestMillis(),
                counts.items,
                counts.scanned,
                counts.scanned == 0 ? null : Advisor.efficiency(counts),
                counts.continuedCalls,
                counts.readUnits,
                counts.writeUnits,
                counts.indexUnits,
                counts.sizes.meanBytes(),
                counts.sizes.encryptionShare(),
                cost,
                currency,
                List.copyOf(advice));
    }
}
