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
package io.armature.encryption;

import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of refusals while one item is opened: the first is thrown, or all are collected. For one thread. */
final class Refusals {

    private final EncryptionStatistics statistics;

    private final boolean collecting;

    private final Map<String, DecryptionException> collected = new LinkedHashMap<>();

    private Refusals(EncryptionStatistics statistics, boolean collecting) {
        this.statistics = statistics;
        this.collecting = collecting;
    }

    static Refusals throwing(EncryptionStatistics statistics) {
        return new Refusals(statistics, false);
    }

    static Refusals collecting(EncryptionStatistics statistics) {
        return new Refusals(statistics, true);
    }

    /** Counts the refusal of one attribute, and throws it unless refusals are collected. */
    void refuse(DecryptionException refusal) {
        statistics.countRefusal(refusal.reason());
        if (!collecting) {
            throw refusal;
        }
        collected.put(refusal.attribute(), refusal);
    }

    boolean areCollected() {
        return collecting;
    }

    Map<String, DecryptionException> collected() {
        return collected;
    }
}
