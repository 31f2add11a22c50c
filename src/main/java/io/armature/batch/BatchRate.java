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

import org.springframework.util.Assert;

/** How fast a job may go. Immutable. */
public sealed interface BatchRate {

    /**
     * Returns a rate that counts items.
     *
     * @param itemsPerSecond items that are written or read in a second, more than 0
     * @return the rate
     */
    static BatchRate itemsPerSecond(double itemsPerSecond) {
        return new Items(itemsPerSecond);
    }

    /**
     * Returns a rate that counts what DynamoDB charges, indexes included.
     *
     * @param unitsPerSecond capacity units in a second, more than 0
     * @return the rate
     */
    static BatchRate unitsPerSecond(double unitsPerSecond) {
        return new Units(unitsPerSecond);
    }

    /**
     * Returns a rate that looks for what each table can take: it begins with half of the table's limit, rises by 5 % in a second
     * without throttling, and falls by 30 % with it.
     *
     * @return the rate
     */
    static BatchRate adaptive() {
        return new Adaptive();
    }

    /**
     * Returns a rate without bound, for tables that nobody else needs.
     *
     * @return the rate
     */
    static BatchRate unlimited() {
        return new Unlimited();
    }

    /**
     * Counts items.
     *
     * @param perSecond items in a second
     */
    record Items(double perSecond) implements BatchRate {

        /**
         * Creates the rate.
         *
         * @param perSecond more than 0
         * @throws IllegalArgumentException if it is not
         */
        public Items {
            Assert.isTrue(perSecond > 0, "A rate must be more than 0 items per second");
        }
    }

    /**
     * Counts capacity units.
     *
     * @param perSecond units in a second
     */
    record Units(double perSecond) implements BatchRate {

        /**
         * Creates the rate.
         *
         * @param perSecond more than 0
         * @throws IllegalArgumentException if it is not
         */
        public Units {
            Assert.isTrue(perSecond > 0, "A rate must be more than 0 capacity units per second");
        }
    }

    /** Looks for what the tables can take. */
    record Adaptive() implements BatchRate {}

    /** Has no bound. */
    record Unlimited() implements BatchRate {}
}
