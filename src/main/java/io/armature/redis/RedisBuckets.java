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
package io.armature.redis;

import io.armature.batch.FleetBucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.NopeOptimizationListener;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.delay.DelayOptimization;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.github.bucket4j.redis.lettuce.cas.LettuceBasedProxyManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets in Redis, by Bucket4j. Safe for use by concurrent threads.
 *
 * <p>A bucket holds a tenth of a second of its rate at most, and nothing at first: when Redis loses its data, or nobody took
 * anything for a while, no more than that is sent at once.
 */
final class RedisBuckets {

    /** For fractions of units. */
    private static final long TOKENS_PER_UNIT = 1_000;

    private static final double CAPACITY_SECONDS = 0.1;

    private static final Duration REFILL_PERIOD = Duration.ofSeconds(1_000);

    /** The longest time that a caller waits. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(100);

    /** Each of them means that another instance had its turn. */
    private static final int MAX_RETRIES = 5;

    /** Buckets are gone from Redis that long after they were full. */
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    /** What instances may take before all others know, together, in seconds of the rate. */
    private static final double DELAY_SECONDS = 0.02;

    private static final Duration DELAY = Duration.ofMillis(100);

    private final Map<FleetBucket, BucketProxy> buckets = new ConcurrentHashMap<>();

    private final RedisNames names;

    private final TimeMeter clock;

    private final LettuceBasedProxyManager<Object> manager;

    /**
     * Creates the buckets.
     *
     * @param redis where they are kept
     * @param names their names
     * @param clock the one clock of all instances, never that of this machine
     */
    RedisBuckets(RedisApi<Object> redis, RedisNames names, TimeMeter clock) {
        this.names = names;
        this.clock = clock;
        this.manager = new LettuceBasedProxyManagerBuilder<>(redis)
                .clientClock(clock)
                .requestTimeout(REQUEST_TIMEOUT)
                .maxRetries(MAX_RETRIES)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(TIME_TO_LIVE))
                .build();
    }

    /**
     * Takes units, those too that are not there yet.
     *
     * @param bucket the bucket
     * @param units how many, more than 0
     * @param instances among how many the bucket is shared
     * @return the nanoseconds until they are there
     */
    long take(FleetBucket bucket, double units, int instances) {
        BucketProxy proxy = buckets.get(bucket);
        if (proxy == null) {
            proxy = open(bucket, instances);
            buckets.put(bucket, proxy);
        }
        return proxy.consumeIgnoringRateLimits(Math.max(1, Math.round(units * TOKENS_PER_UNIT)));
    }

    /** Whoever comes last sets the rate of all: after a deployment with another rate that is the new one. */
    private BucketProxy open(FleetBucket bucket, int instances) {
        byte[] key = names.bucket(bucket.name());
        BucketConfiguration wanted = configuration(bucket.unitsPerSecond());
        boolean replace = manager.getProxyConfiguration(key)
                .filter(found -> !found.equals(wanted))
                .isPresent();
        BucketProxy proxy = manager.builder()
                .withOptimization(delaying(bucket.unitsPerSecond() / instances))
                .build(key, () -> wanted);
        if (replace) {
            proxy.replaceConfiguration(wanted, TokensInheritanceStrategy.AS_IS);
        }
        return proxy;
    }

    private static BucketConfiguration configuration(double unitsPerSecond) {
        double tokensPerSecond = unitsPerSecond * TOKENS_PER_UNIT;
        long capacity = Math.max(1, Math.round(tokensPerSecond * CAPACITY_SECONDS));
        long refill = Math.max(1, Math.round(tokensPerSecond * REFILL_PERIOD.toSeconds()));
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity)
                        .refillGreedy(refill, REFILL_PERIOD)
                        .initialTokens(0))
                .build();
    }

    /** As {@code Optimizations.delaying} does, which goes by this machine's clock. */
    private Optimization delaying(double ownUnitsPerSecond) {
        long tokens = Math.max(1, Math.round(ownUnitsPerSecond * DELAY_SECONDS * TOKENS_PER_UNIT));
        return new DelayOptimization(new DelayParameters(tokens, DELAY), NopeOptimizationListener.INSTANCE, clock);
    }
}
