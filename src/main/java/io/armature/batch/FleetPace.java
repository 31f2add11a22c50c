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
import java.util.OptionalLong;

/**
 * A job's part in a rate that all instances share.
 *
 * <p>Units are taken in advance, and the job waits until they are there. So each request costs one call of what the rate is kept
 * in, nobody asks twice, and instances have their turns in the order in which they asked. What DynamoDB charged beside the
 * reservation is settled with the next one.
 *
 * <p>If the rate cannot be asked, the job keeps to the instance's share of it, and asks again with the next request. What it used
 * meanwhile it takes later, as much as was used in one second: others may have gone on sharing the rate, and
 * then the fleet was too fast. No more, since usually nobody went on, and the fleet would then stand still for nothing. Confined to
 * one thread.
 */
final class FleetPace implements RateLimit {

    private final FleetRate fleet;

    private final FleetBucket bucket;

    private final FleetShare share;

    /** What the fleet's rate does not know of yet: used beyond reservations, or given back if less than 0. */
    private double owed;

    /** What was used of the instance's share and is to be taken later. */
    private double usedOfShare;

    /** Whether units were taken that nobody has used yet. */
    private boolean taken;

    private long takenUntil;

    private boolean onShare;

    private long onShareSince;

    private long onShareNanos;

    FleetPace(FleetRate fleet, FleetBucket bucket, FleetShare share) {
        this.fleet = fleet;
        this.bucket = bucket;
        this.share = share;
    }

    @Override
    public long reserve(double units, long now) {
        if (taken) {
            return useTaken(now);
        }
        if (units + owed + usedOfShare <= 0) {
            owed += units;
            return 0;
        }
        OptionalLong wait = fleet.take(bucket, units + owed + usedOfShare);
        if (wait.isEmpty()) {
            return reserveOnShare(units, now);
        }
        leaveShare(now);
        owed = 0;
        usedOfShare = 0;
        taken = wait.getAsLong() > 0;
        takenUntil = now + wait.getAsLong();
        return wait.getAsLong();
    }

    private long useTaken(long now) {
        long wait = Math.max(0, takenUntil - now);
        taken = wait > 0;
        return wait;
    }

    private long reserveOnShare(double units, long now) {
        if (!onShare) {
            onShare = true;
            onShareSince = now;
        }
        int instances = fleet.state().instances();
        long wait = share.reserve(units, instances, now);
        if (wait == 0) {
            double ofSecond = bucket.unitsPerSecond() / instances;
            usedOfShare = Math.min(usedOfShare + units, Math.max(units, ofSecond));
        }
        return wait;
    }

    private void leaveShare(long now) {
        if (onShare) {
            onShare = false;
            onShareNanos += now - onShareSince;
        }
    }

    @Override
    public void settle(double reserved, double used) {
        if (onShare) {
            share.settle(reserved, used);
        } else {
            owed += used - reserved;
        }
    }

    @Override
    public double unitsPerSecond() {
        return onShare ? bucket.unitsPerSecond() / fleet.state().instances() : bucket.unitsPerSecond();
    }

    /**
     * Returns how long the job kept to the instance's share.
     *
     * @param now the time in nanoseconds
     */
    Duration onShare(long now) {
        return Duration.ofNanos(onShareNanos + (onShare ? now - onShareSince : 0));
    }
}
