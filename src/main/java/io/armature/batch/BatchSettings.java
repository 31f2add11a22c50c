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
import org.springframework.util.Assert;

/**
 * What jobs do when their options say nothing else. The defaults are those of {@code armature.batch.*}.
 *
 * @param rate how fast a job may go, 100 items per second by default
 * @param concurrency requests of a job that are on their way at once, 1 to 100, 10 by default
 * @param maxAttempts how often an item is sent before it has failed, 10 by default
 * @param baseDelay bound of the random pause after a first failure, 50 milliseconds by default
 * @param maxDelay bound that such pauses do not exceed, 5 seconds by default
 * @param maxPendingItems the most items of a job in memory, 10,000 by default
 * @param maxPendingBytes the most bytes that they may come to, 64 MiB by default
 */
public record BatchSettings(
        BatchRate rate,
        int concurrency,
        int maxAttempts,
        Duration baseDelay,
        Duration maxDelay,
        int maxPendingItems,
        long maxPendingBytes) {

    /**
     * Creates the settings.
     *
     * @param rate any
     * @param concurrency 1 to 100
     * @param maxAttempts 1 or more
     * @param baseDelay 1 millisecond or more
     * @param maxDelay not shorter than {@code baseDelay}
     * @param maxPendingItems 100 or more, a full request
     * @param maxPendingBytes 1 or more
     * @throws IllegalArgumentException if a value is outside of its bounds
     */
    public BatchSettings {
        Assert.isTrue(concurrency >= 1 && concurrency <= 100, "concurrency must be 1 to 100");
        Assert.isTrue(maxAttempts >= 1, "maxAttempts must be 1 or more");
        Assert.isTrue(baseDelay.toMillis() >= 1, "baseDelay must be 1 millisecond or more");
        Assert.isTrue(maxDelay.compareTo(baseDelay) >= 0, "maxDelay must not be shorter than baseDelay");
        Assert.isTrue(maxPendingItems >= 100, "maxPendingItems must be 100 or more");
        Assert.isTrue(maxPendingBytes >= 1, "maxPendingBytes must be 1 or more");
    }

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static BatchSettings defaults() {
        return new BatchSettings(
                BatchRate.itemsPerSecond(100),
                10,
                10,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                10_000,
                64 * 1_024 * 1_024);
    }
}
