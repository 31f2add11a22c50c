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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what keeps a job to its rate: one of its own, or one that it shares with the fleet. Safe for use by concurrent threads. */
final class JobRates {

    private static final String UNNAMED = "default";

    private final TableLimits limits;

    private final @Nullable FleetRate fleet;

    private final Map<FleetBucket, FleetShare> shares = new ConcurrentHashMap<>();

    /**
     * Creates the rates.
     *
     * @param limits what tables can take
     * @param fleet where instances share rates, {@code null} if they do not
     */
    JobRates(TableLimits limits, @Nullable FleetRate fleet) {
        this.limits = limits;
        this.fleet = fleet;
    }

    /**
     * Finds the rate of a job that begins.
     *
     * @param rate what the job was told, or else what is configured
     * @param options the job's
     * @param reads whether the job is one of reads
     * @throws IllegalArgumentException if the fleet cannot share such a rate
     */
    JobRate of(BatchRate rate, BatchOptions options, boolean reads) {
        if (rate instanceof BatchRate.Adaptive) {
            if (fleet != null) {
                throw new IllegalArgumentException(
                        "A rate that adapts finds this instance's share of a table by itself, and can't be shared by"
                                + " the fleet: give the job a fixed rate, or set armature.batch.scope to instance");
            }
            return new JobRate(table -> limits.adaptive(table, reads), () -> Duration.ZERO);
        }
        if (fleet != null && rate instanceof BatchRate.Items items) {
            return shared(fleet, items.perSecond(), options, "items");
        }
        if (fleet != null && rate instanceof BatchRate.Units units) {
            return shared(fleet, units.perSecond(), options, "units");
        }
        RateLimit own = RateLimits.fixed(rate);
        return new JobRate(table -> own, () -> Duration.ZERO);
    }

    private JobRate shared(FleetRate fleet, double perSecond, BatchOptions options, String counted) {
        String name = options.name();
        if (name == null && options.rate() != null) {
            throw new IllegalArgumentException(
                    "Instances find the rate that they share by the job's name, and this job has a"
                            + " rate of its own without one: name it by BatchOptions.name");
        }
        FleetBucket bucket = new FleetBucket((name == null ? UNNAMED : name) + "/" + counted, perSecond);
        FleetShare share = shares.computeIfAbsent(bucket, added -> new FleetShare(added, System.nanoTime()));
        FleetPace shared = new FleetPace(fleet, bucket, share);
        return new JobRate(table -> shared, () -> shared.onShare(System.nanoTime()));
    }

    /**
     * What keeps one job to its rate.
     *
     * @param byTable the rate of each table, which may be the same one for all
     * @param onShare how long the job has kept to the instance's share of the fleet's rate; to be asked when the job has ended
     */
    record JobRate(Function<String, RateLimit> byTable, Supplier<Duration> onShare) {}
}
