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
 * A rate that looks for what a table can take: it begins with a share of the table's limit, rises slowly while it is what holds
 * the job back, and falls fast when DynamoDB has no capacity for the table as a whole. Confined to one thread.
 */
final class AdaptivePace implements RateLimit {

    private static final long PERIOD_NANOS = 1_000_000_000L;

    /** Added in each second in which nothing was throttled. */
    private static final double RISE = 0.05;

    /** What is left after throttling, at most. */
    private static final double FALL = 0.7;

    /** What is left of what DynamoDB served in the same time, if that was less still. */
    private static final double SHARE_OF_SERVED = 0.9;

    /**
     * Less time than this says nothing about what was served in it: at the start of a job most of it is on its way, and the rate
     * would fall to a few units, from which it rises for minutes.
     */
    private static final long LEAST_NANOS = PERIOD_NANOS;

    /** The least rate, in units per second. */
    private static final double LEAST = 1;

    private final Pace pace;

    private final double most;

    private double rate;

    private boolean heldBack;

    private boolean throttled;

    private long periodBegan;

    private double used;

    private double usedPerSecond;

    /**
     * Creates the rate.
     *
     * @param first the rate to begin with, in units per second
     * @param most the bound that is never exceeded, infinite for none
     * @param now the time in nanoseconds
     */
    AdaptivePace(double first, double most, long now) {
        this.most = most;
        this.rate = Math.min(most, Math.max(LEAST, first));
        this.pace = new Pace(rate, now);
        this.periodBegan = now;
    }

    @Override
    public long reserve(double units, long now) {
        if (now - periodBegan >= PERIOD_NANOS) {
            if (heldBack && !throttled) {
                change(rate * (1 + RISE), now);
            }
            heldBack = false;
            throttled = false;
            begin(now);
        }
        long wait = pace.reserve(units, now);
        heldBack |= wait > 0;
        return wait;
    }

    @Override
    public void settle(double reserved, double charged) {
        used += charged;
        pace.settle(reserved, charged);
    }

    @Override
    public void postpone(long now) {
        pace.postpone(now);
    }

    @Override
    public double unitsPerSecond() {
        return rate;
    }

    /** Falls at most once in a period: answers to what was sent before it fell say nothing new. */
    @Override
    public void throttled(long now) {
        if (!throttled) {
            begin(now);
            double served = usedPerSecond > 0 ? usedPerSecond * SHARE_OF_SERVED : rate;
            change(Math.min(rate * FALL, served), now);
            throttled = true;
        }
    }

    private void begin(long now) {
        if (now - periodBegan >= LEAST_NANOS) {
            usedPerSecond = used * PERIOD_NANOS / (now - periodBegan);
        }
        used = 0;
        periodBegan = now;
    }

    private void change(double wanted, long now) {
        rate = Math.min(most, Math.max(LEAST, wanted));
        pace.change(rate, now);
    }
}
