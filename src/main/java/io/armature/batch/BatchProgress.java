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

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a job is.
 *
 * @param job name of the job
 * @param succeeded items written or read so far
 * @param failed items that have failed so far
 * @param waiting items that were taken from the source and are not done
 * @param total number of items in all, empty if the job was not told
 * @param elapsed time since the job began
 * @param itemsPerSecond mean of the last seconds
 * @param bound present bound of the rate per second, in items or units as the job's rate counts; infinite for none
 */
public record BatchProgress(
        String job,
        long succeeded,
        long failed,
        long waiting,
        OptionalLong total,
        Duration elapsed,
        double itemsPerSecond,
        double bound) {

    /**
     * Returns the number of items that are done.
     *
     * @return those that succeeded and those that failed
     */
    public long done() {
        return succeeded + failed;
    }

    /**
     * Returns how long the rest will take at the present pace.
     *
     * @return the time in whole seconds, negative if nobody can tell
     */
    public Duration remaining() {
        if (total.isEmpty() || itemsPerSecond <= 0) {
            return Duration.ofSeconds(-1);
        }
        return Duration.ofSeconds(Math.round(Math.max(0, total.getAsLong() - done()) / itemsPerSecond));
    }
}
