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
package io.armature.repository;

import java.time.Duration;
import java.util.Objects;

/**
 * How versioned items are updated.
 *
 * @param maxAttempts how often a change is applied at most, 1 or more
 * @param timeout how long after its beginning an update may begin another attempt
 * @param ambiguity how it is found out whether a write happened whose answer was lost
 */
public record UpdateSettings(int maxAttempts, Duration timeout, Ambiguity ambiguity) {

    /**
     * Checks the values.
     *
     * @param maxAttempts how often a change is applied at most
     * @param timeout how long another attempt may begin
     * @param ambiguity how it is found out whether a write happened
     * @throws IllegalArgumentException if there is to be no attempt or no time
     */
    public UpdateSettings {
        Objects.requireNonNull(ambiguity, "ambiguity");
        if (maxAttempts < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("An update needs at least one attempt and some time, not " + maxAttempts
                    + " attempts in " + timeout);
        }
    }

    /**
     * Returns the settings of an application that sets nothing: 5 attempts within 5 seconds, known by the id of the write.
     *
     * @return the settings
     */
    public static UpdateSettings defaults() {
        return new UpdateSettings(5, Duration.ofSeconds(5), Ambiguity.WRITE_ID);
    }

    /** How it is found out whether a write happened whose answer was lost. */
    public enum Ambiguity {
        /**
         * By the random id that each write leaves in the item. Costs no capacity; where others wrote since, the outcome stays
         * unknown and is told as a {@link WriteOutcomeUnknownException}.
         */
        WRITE_ID,
        /** DynamoDB itself, asked by a transaction of the one item with a token. Exact, at twice the write units. */
        TRANSACTION
    }
}
