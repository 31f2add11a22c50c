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

/** Meters of the writing of items with a version, all of them counters by {@code repository} and {@code method}. */
public enum UpdateMeter implements DocumentedMeter {
    /** Writes that were sent; those of one call to DynamoDB that the SDK repeats count once. */
    ATTEMPTS("armature.update.attempts", "Versioned writes that were sent"),
    /** Writes that took place; attempts divided by them tell how many an update needs. */
    SUCCESSES("armature.update.successes", "Versioned writes that took place"),
    /** Writes that others came before. */
    CONFLICTS("armature.update.conflicts", "Versioned writes that failed because others came first"),
    /** Writes of which nobody can tell whether they took place. */
    UNKNOWN("armature.update.unknown", "Versioned writes of which nobody can tell whether they took place");

    private final MeterText text;

    UpdateMeter(String meterName, String description) {
        this.text = MeterText.counter(meterName, description)
                .key("repository", "name of the repository")
                .key("method", "name of its method");
    }

    @Override
    public MeterText text() {
        return text;
    }
}
