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

/**
 * A rate that all instances of an application share.
 *
 * @param name tells it from others: those who use one name share one rate
 * @param unitsPerSecond units that all of them together may use in a second
 */
public record FleetBucket(String name, double unitsPerSecond) {

    /** The most units per second: a thousandth of one is what is counted, and no more than one of those fits into a nanosecond. */
    private static final double MOST = 1_000_000;

    /**
     * Creates the rate.
     *
     * @param name any
     * @param unitsPerSecond more than 0, at most 1,000,000
     * @throws IllegalArgumentException if it is outside of these bounds
     */
    public FleetBucket {
        Assert.isTrue(
                unitsPerSecond > 0 && unitsPerSecond <= MOST,
                () -> "A rate that instances share must be more than 0 and at most 1,000,000 per second, not "
                        + unitsPerSecond);
    }
}
