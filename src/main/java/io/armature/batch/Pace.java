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

    Pace(double unitsPerSecond, long now) {
        this.unitsPerNano = unitsPerSecond / NANOS;
        this.filledAt = now;
    }

    @Override
    public long reserve(double units, long now) {
        fill(now);
        capacity = units;
        waiting = level < units;
        if (waiting) {
            return Math.max(1, (long) Math.ceil((units - level) / unitsPerNano));
        }
        level -= units;
        return 0;
    }

    private void fill(long now) {
        raise((now - filledAt) * unitsPerNano);
        filledAt = now;
    }

    /** Who waits asks again as soon as there is enough, so that what comes to more than a batch by then is his lateness. */
    private void raise(double units) {
        double bound = capacity + (waiting ? LATE_MILLIS * 1e6 * unitsPerNano : 0);
        level = Math.min(level + units, Math.max(level, bound));
    }

    @Override
    public void settle(double reserved, double used) {
        raise(reserved - used);
    }

    @Override
    public void postpone(long now) {
        fill(now);
        waiting = false;
        level = Math.min(level, capacity);
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
