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

/**
 * A steady rate: a token bucket that holds no more than the batch that is next, so that in any window of time no more is sent than
 * the rate allows and one batch.
 *
 * <p>A thread never wakes up exactly when it wanted to. What it wakes up too late is made up for, up to {@value #LATE_MILLIS}
 * milliseconds, or the mean would stay below the rate. Fractions of units and a rate that may change at any time are why this is
 * not a library's bucket (decision 011). Confined to one thread.
 */
final class Pace implements RateLimit {

    private static final int LATE_MILLIS = 100;

    private static final double NANOS = 1e9;

    private double unitsPerNano;

    private double level;

    private double capacity;

    private long filledAt;

    private boolean waiting;

    private long due;

    Pace(double unitsPerSecond, long now) {
        this.unitsPerNano = unitsPerSecond / NANOS;
        this.filledAt = now;
    }

    @Override
    public long reserve(double units, long now) {
        fill(now);
        capacity = units;
        if (level >= units) {
            level -= units;
            waiting = false;
            return 0;
        }
        long nanos = Math.max(1, (long) Math.ceil((units - level) / unitsPerNano));
        waiting = true;
        due = now + nanos;
        return nanos;
    }

    private void fill(long now) {
        long late = waiting && now - due > 0 ? Math.min(now - due, LATE_MILLIS * 1_000_000L) : 0;
        double bound = Math.max(level, capacity + late * unitsPerNano);
        level = Math.min(bound, level + (now - filledAt) * unitsPerNano);
        filledAt = now;
    }

    @Override
    public void settle(double reserved, double used) {
        level = Math.min(Math.max(level, capacity), level + reserved - used);
    }

    @Override
    public void postpone(long now) {
        fill(now);
        waiting = false;
    }

    @Override
    public double unitsPerSecond() {
        return unitsPerNano * NANOS;
    }

    void change(double unitsPerSecond, long now) {
        fill(now);
        unitsPerNano = unitsPerSecond / NANOS;
    }
}
