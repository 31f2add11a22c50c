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

/** Meters of what the SDK measures itself, of a sample of the calls. */
public enum SdkMeter implements DocumentedMeter {
    /** Time, by {@code phase} and {@code operation}. */
    PHASES(MeterText.of(
                    "armature.sdk.phase", Meter.Type.TIMER, "Time that the SDK spends on the parts of a sampled call")
            .key(
                    "phase",
                    "`call`, `marshalling`, `credentials`, `endpoint`, `connection` (waiting for one of the pool, or opening"
                            + " it), `signing`, `attempt` (one HTTP exchange), `first-byte`, `unmarshalling`, `pause` before"
                            + " another attempt")
            .key("operation", "name of the operation")),
    /** Attempts, by {@code operation}. */
    ATTEMPTS(MeterText.of("armature.sdk.attempts", Meter.Type.DISTRIBUTION_SUMMARY, "Attempts of a sampled call")
            .unit("attempts")
            .key("operation", "name of the operation")),
    /** Failed attempts, by {@code type}. */
    ERRORS(MeterText.of("armature.sdk.attempt.errors", Meter.Type.COUNTER, "Attempts of sampled calls that failed")
            .key("type", "`Throttling`, `ServerError`, `ConfiguredTimeout`, `IO` or `Other`")),
    /** Connections, by {@code endpoint} and {@code state}. */
    CONNECTIONS(MeterText.of(
                    "armature.sdk.pool.connections", Meter.Type.GAUGE, "Connections, as the last sampled call saw them")
            .unit("connections")
            .key("endpoint", "region, or host and port")
            .key("state", "`leased`, `available` (idle) or `max`")),
    /** Calls that wait for a connection, by {@code endpoint}. */
    PENDING(MeterText.of(
                    "armature.sdk.pool.pending",
                    Meter.Type.GAUGE,
                    "Calls that waited for a connection when the last sampled call looked")
            .unit("calls")
            .key("endpoint", "region, or host and port"));

    private final MeterText text;

    SdkMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
