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
package io.armature.insight;

import io.armature.client.UnitPrices;
import java.time.Duration;
import org.springframework.util.Assert;

/**
 * What is kept and when something is worth a word.
 *
 * @param window time that the numbers of access patterns cover; between half of it and the whole
 * @param maxPatterns access patterns that are kept apart; the rest counts as one
 * @param slowCall time from which a call is logged as slow
 * @param expensiveCallUnits capacity units from which a call is logged as expensive
 * @param logInterval time between two log lines of the same access pattern
 * @param hotKeys what is kept of keys
 * @param prices what capacity costs
 */
public record InsightSettings(
        Duration window,
        int maxPatterns,
        Duration slowCall,
        double expensiveCallUnits,
        Duration logInterval,
        HotKeySettings hotKeys,
        UnitPrices prices) {

    /**
     * Creates the settings.
     *
     * @param window a second or more
     * @param maxPatterns 1 or more
     * @param slowCall more than 0
     * @param expensiveCallUnits more than 0
     * @param logInterval 0 or more
     * @param hotKeys what is kept of keys
     * @param prices what capacity costs
     * @throws IllegalArgumentException if a value is outside its bounds
     */
    public InsightSettings {
        Assert.isTrue(window.compareTo(Duration.ofSeconds(1)) >= 0, "window must be a second or more");
        Assert.isTrue(maxPatterns > 0, "maxPatterns must be 1 or more");
        Assert.isTrue(slowCall.toNanos() > 0, "slowCall must be more than 0");
        Assert.isTrue(expensiveCallUnits > 0, "expensiveCallUnits must be more than 0");
    }

    /**
     * Returns the defaults: an hour, 1,000 patterns, calls from 1 s or 100 units on logged once a minute.
     *
     * @return the defaults
     */
    public static InsightSettings defaults() {
        return new InsightSettings(
                Duration.ofHours(1),
                1_000,
                Duration.ofSeconds(1),
                100,
                Duration.ofMinutes(1),
                HotKeySettings.defaults(),
                UnitPrices.defaults());
    }
}
