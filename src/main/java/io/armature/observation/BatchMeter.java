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

/** Meters of bulk writing and reading. */
public enum BatchMeter implements DocumentedMeter {
    /** Items that are done. */
    ITEMS(MeterText.counter("armature.batch.items", "Items that jobs wrote or read, or that have failed")
            .key("table", "name of the table in DynamoDB")
            .key("outcome", "`succeeded` or `failed`")),
    /** Items that have failed. */
    FAILURES(MeterText.counter("armature.batch.failures", "Items of jobs that have failed, by the reason")
            .key("table", "name of the table in DynamoDB")
            .key("reason", "why, such as `throttled` or `condition-failed`")),
    /** Capacity units. */
    UNITS(MeterText.counter("armature.batch.units", "Capacity units that jobs used, indexes included")
            .key("table", "name of the table in DynamoDB")),
    /** Items that DynamoDB left unprocessed, each as often as it did. */
    UNPROCESSED(MeterText.counter("armature.batch.unprocessed", "Items that DynamoDB sent back to jobs")
            .key("table", "name of the table in DynamoDB")),
    /** Jobs that run now. */
    JOBS(MeterText.of("armature.batch.jobs", Meter.Type.GAUGE, "Jobs that run")),
    /** Items that were taken from their sources and are not done. */
    WAITING(MeterText.of(
            "armature.batch.waiting",
            Meter.Type.GAUGE,
            "Items of jobs that were read from their source and are not done")),
    /** Items in a second, all jobs together. */
    RATE(MeterText.of(
            "armature.batch.rate", Meter.Type.GAUGE, "Items that all jobs together wrote or read in the last second"));

    private final MeterText text;

    BatchMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
