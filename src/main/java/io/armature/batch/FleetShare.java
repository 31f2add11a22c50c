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
 * An instance's own share of a rate, for the time in which the instances cannot share it. All jobs of the instance that use the
 * rate have this one share. Safe for use by concurrent threads.
 */
final class FleetShare {

    private final FleetBucket bucket;

    private final Pace pace;

    FleetShare(FleetBucket bucket, long now) {
        this.bucket = bucket;
        this.pace = new Pace(bucket.unitsPerSecond(), now);
    }

    /** Takes units as {@link RateLimit#reserve} does. */
    synchronized long reserve(double units, int instances, long now) {
        pace.change(bucket.unitsPerSecond() / instances, now);
        return pace.reserve(units, now);
    }

    synchronized void settle(double reserved, double used) {
        pace.settle(reserved, used);
    }
}
