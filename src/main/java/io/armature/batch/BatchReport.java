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
package io.armature.batch;

import io.armature.client.UnitCost;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of a job. Every item that was taken from the source either succeeded or failed.
 *
 * @param job name of the job
 * @param outcome how the job ended
 * @param succeeded items that were written or read, those included whose place a later write of the same key took
 * @param missing reads that found no item; they are among those that succeeded
 * @param failed items that failed
 * @param failures the first 1,000 of them, or as many as 64 MB of items have room for; a {@link FailureSink} gets all
 * @param requests requests that were sent to DynamoDB
 * @param unprocessed items that DynamoDB sent back, to be sent again, each as often as it was
 * @param units capacity units that DynamoDB charged, by table, and by {@code table/index} for its indexes
 * @param duration time that the job took
 * @param cost what the units cost
 * @param onShare time in which the job kept to this instance's share of the fleet's rate, because the rate could not be shared;
 *     zero for a rate of its own
 */
public record BatchReport(
        String job,
        Outcome outcome,
        long succeeded,
        long missing,
        long failed,
        List<BatchFailure> failures,
        long requests,
        long unprocessed,
        Map<String, Double> units,
        Duration duration,
        UnitCost cost,
        Duration onShare) {

    /**
     * Creates the report.
     *
     * @param job its name
     * @param outcome how it ended
     * @param succeeded 0 or more
     * @param missing 0 or more
     * @param failed 0 or more
     * @param failures copied
     * @param requests 0 or more
     * @param unprocessed 0 or more
     * @param units copied
     * @param duration not negative
     * @param cost of the units
     * @param onShare not negative
     */
    public BatchReport {
        failures = List.copyOf(failures);
        units = Map.copyOf(units);
    }

    /**
     * Returns the number of items that were taken from the source.
     *
     * @return those that succeeded and those that failed
     */
    public long read() {
        return succeeded + failed;
    }

    /**
     * Returns the rate that was achieved.
     *
     * @return succeeded items per second
     */
    public double itemsPerSecond() {
        return duration.isZero() ? 0 : succeeded * 1e9 / duration.toNanos();
    }

    /**
     * Returns the capacity units of all tables, their indexes included.
     *
     * @return units that DynamoDB charged
     */
    public double totalUnits() {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Makes sure that nothing has failed.
     *
     * @return this report
     * @throws BatchFailedException if an item has failed or the job did not come to its end
     */
    public BatchReport orThrow() {
        if (failed > 0 || outcome != Outcome.COMPLETED) {
            throw new BatchFailedException(this);
        }
        return this;
    }

    /** How a job ended. */
    public enum Outcome {
        /** The source was read to its end. */
        COMPLETED,
        /** A missing table or permission, or the first failure if the job was told so, ended it. */
        STOPPED,
        /** Somebody cancelled it, or the application was shut down. */
        CANCELLED
    }
}
