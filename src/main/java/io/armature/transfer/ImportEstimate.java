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
package io.armature.transfer;

import io.armature.client.UnitCost;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an import is expected to use, from its first rows. Its text is for people.
 *
 * @param table name of the table in DynamoDB
 * @param rows rows of the source; ends of lines inside of quotes count as well
 * @param sampled rows that were measured
 * @param invalid rows among them that can't be imported
 * @param units write units of all rows, indexes included
 * @param duration time that it takes at the rate that is set, {@code null} if there is none
 * @param cost what the units cost on demand
 * @param recovery whether point-in-time recovery is on, {@code null} if nobody may tell
 */
public record ImportEstimate(
        String table,
        long rows,
        long sampled,
        long invalid,
        double units,
        @Nullable Duration duration,
        UnitCost cost,
        @Nullable Boolean recovery) {

    /** Returns the estimate in a few lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Import into %s: about %,d rows, %,.0f write units (from the first %,d rows, of which %,d are invalid)%n",
                table,
                rows,
                units,
                sampled,
                invalid));
        text.append(
                duration == null
                        ? String.format("Time: as fast as the table allows%n")
                        : String.format(
                                Locale.ROOT, "Time: %d min %d s%n", duration.toMinutes(), duration.toSecondsPart()));
        text.append(String.format(
                Locale.ROOT,
                "Cost: %.2f %s on demand, at %.4f a million units%n",
                cost.amount(),
                cost.currency(),
                cost.perMillionUnits()));
        if (!Boolean.TRUE.equals(recovery)) {
            text.append(
                    recovery == null
                            ? "Whether point-in-time recovery is on can't be told: dynamodb:DescribeContinuousBackups is missing."
                            : "Point-in-time recovery is OFF: what the import overwrites is gone.");
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
