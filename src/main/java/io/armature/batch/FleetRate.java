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

import java.util.OptionalLong;

/** Rates that all instances of an application share. Implementations are safe for use by concurrent threads. */
public interface FleetRate {

    /**
     * Takes units of a rate, at once or in advance: units that are not there yet are taken too, and whoever wants units after that
     * waits for all that is owed.
     *
     * @param bucket the rate
     * @param units how many, more than 0
     * @return the nanoseconds until they are there, 0 if they are; empty if nothing was taken because that could not be told
     *     within a tenth of a second
     */
    OptionalLong take(FleetBucket bucket, double units);

    /**
     * Returns what is known of the fleet, without asking anybody.
     *
     * @return the present state
     */
    FleetState state();
}
