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
package io.armature.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** Meters of bulk writing and reading. */
public enum BatchMeter implements MeterDocumentation {
    /** Items that are done, by {@code table} and {@code outcome}, which is {@code succeeded} or {@code failed}. */
    ITEMS("armature.batch.items", Meter.Type.COUNTER, "Items that jobs wrote or read, or that have failed"),
    /** Items that have failed, by {@code table} and {@code reason}, such as {@code throttled} or {@code condition-failed}. */
    FAILURES("armature.batch.failures", Meter.Type.COUNTER, "Items of jobs that have failed, by the reason"),
    /** Capacity units by {@code table}. */
    UNITS("armature.batch.units", Meter.Type.COUNTER, "Capacity units that jobs used, indexes included"),
    /** Items by {@code table} that DynamoDB left unprocessed, each as often as it did. */
    UNPROCESSED("armature.batch.unprocessed", Meter.Type.COUNTER, "Items that DynamoDB sent back to jobs"),
    /** Jobs that run now. */
    JOBS("armature.batch.jobs", Meter.Type.GAUGE, "Jobs that run"),
    /** Items that were taken from their sources and are not done. */
    WAITING(
            "armature.batch.waiting",
            Meter.Type.GAUGE,
            "Items of jobs that were read from their source and are not done"),
    /** Items in a second, all jobs together. */
    RATE("armature.batch.rate", Meter.Type.GAUGE, "Items that all jobs together wrote or read in the last second");

    private final String meterName;

    private final Meter.Type type;

    private final String description;

    BatchMeter(String meterName, Meter.Type type, String description) {
        this.meterName = meterName;
        this.type = type;
        this.description = description;
    }

    @Override
    public String getName() {
        return meterName;
    }

    @Override
    public Meter.Type getType() {
        return type;
    }

    String description() {
        return description;
    }
}
