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

/** What a table, an index or a partition has in capacity: a rate, of which what was not used is kept for a while. */
final class SimulatedCapacity {

    private final double burstSeconds;

    private double unitsPerSecond;

    private double level;

    private long filledAt;

    SimulatedCapacity(double unitsPerSecond, double burstSeconds) {
        this.unitsPerSecond = unitsPerSecond;
        this.burstSeconds = burstSeconds;
    }

    /** A bucket in which nothing was saved up. */
    static SimulatedCapacity withoutSavings(double unitsPerSecond) {
        return new SimulatedCapacity(unitsPerSecond, 1);
    }

    void fillUp() {
        level = unitsPerSecond * burstSeconds;
    }

    void change(double unitsPerSecond) {
        this.unitsPerSecond = unitsPerSecond;
    }

    /** DynamoDB serves a request as long as anything is left, so that large items are not refused for ever. */
    boolean has(long now) {
        double most = unitsPerSecond * burstSeconds;
        level = Math.min(most, level + (now - filledAt) * unitsPerSecond / 1e9);
        filledAt = now;
        return level > 0;
    }

    void take(double units) {
        level -= units;
    }
}
