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

/** Meters of the resolution of names. */
public enum DnsMeter implements DocumentedMeter {
    /** Look-ups, by {@code outcome}: {@code success}, {@code stale-used}, {@code failure} or {@code timeout}. */
    LOOKUPS(MeterText.counter(
                    "armature.dns.lookups",
                    "Names of endpoints that were asked for by new connections, and what came of it")
            .key("outcome", "`success`, `stale-used`, `failure` or `timeout`"));

    private final MeterText text;

    DnsMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
