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

/** What keeps a job to its rate. What is reserved before it is sent is settled when DynamoDB has told what it charged. */
interface RateLimit {

    /**
     * Takes units if they are there.
     *
     * @param units what the request is expected to use, more than 0
     * @param now the time in nanoseconds
     * @return 0 if they were taken, or else the nanoseconds until asking again is worth while
     */
    long reserve(double units, long now);

    /**
     * Corrects a reservation.
     *
     * @param reserved what was taken
     * @param used what DynamoDB charged
     */
    void settle(double reserved, double used);

    /**
     * Takes note that what units were waited for can't be sent yet for another reason, so that the wait is nobody's delay.
     *
     * @param now the time in nanoseconds
     */
    default void postpone(long now) {}

    /** Returns the present bound in units per second, infinite if there is none. */
    double unitsPerSecond();

    /**
     * Takes note that DynamoDB had no capacity for the table as a whole.
     *
     * @param now the time in nanoseconds
     */
    default void throttled(long now) {}

    /** Returns a rate without bound. */
    static RateLimit unlimited() {
        return new RateLimit() {

            @Override
            public long reserve(double units, long now) {
                return 0;
            }

            @Override
            public void settle(double reserved, double used) {}

            @Override
            public double unitsPerSecond() {
                return Double.POSITIVE_INFINITY;
            }
        };
    }
}
