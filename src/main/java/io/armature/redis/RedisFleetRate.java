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
import io.armature.batch.FleetRate;
import io.armature.batch.FleetState;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates that instances share in Redis, by Redis's own clock. Safe for use by concurrent threads.
 *
 * <p>The connection is opened in the background, when it breaks too. Once units could not be taken in time, nobody tries again
 * before Redis has answered a heartbeat, half a second later at the earliest.
 *
 * <p>Redis 5 or later, by the commands {@code TIME}, {@code GET}, {@code SET}, {@code PSETEX}, {@code ZADD}, {@code ZCARD},
 * {@code ZREM}, {@code ZREMRANGEBYSCORE}, {@code PEXPIRE} and {@code EVAL}. The clocks of the servers of one Redis have to agree,
 * as NTP makes them.
 */
public final class RedisFleetRate implements FleetRate, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisFleetRate.class);

    private final FleetConnection connection = new FleetConnection();

    private final LongAdder taken = new LongAdder();

    private final LongAdder contended = new LongAdder();

    private final LongAdder refused = new LongAdder();

    private final RedisInstances instances;

    private final RedisBuckets buckets;

    private final RedisHeart heart;

    private final RedisLink link;

    private volatile boolean told;

    RedisFleetRate(RedisSettings redis, String namespace, int expectedInstances, LongSupplier nanoTime) {
        RedisNames names = new RedisNames(namespace);
        this.instances = new RedisInstances(connection, names, expectedInstances, nanoTime);
        this.buckets = new RedisBuckets(connection, names, new RedisTime(instances));
        this.heart = new RedisHeart(instances);
        this.link = new RedisLink(redis, this::connected, () -> 0);
    }

    /**
     * Creates the rates, and begins to connect in the background.
     *
     * @param redis how to connect
     * @param namespace what all names in Redis begin with: those who use one namespace are one fleet
     * @param expectedInstances number of instances that share a rate before any was seen, 1 or more
     * @return the rates
     */
    public static RedisFleetRate open(RedisSettings redis, String namespace, int expectedInstances) {
        return new RedisFleetRate(redis, namespace, expectedInstances, System::nanoTime);
    }

    private void connected(RedisClusterAsyncCommands<byte[], byte[]> commands) {
        connection.use(commands);
        instances.connected();
        heart.beatNow();
    }

    @Override
    public OptionalLong take(FleetBucket bucket, double units) {
        if (!isShared()) {
            refused.increment();
            if (taken.sum() > 0) {
                tellRefused(RedisRefusedException.NO_ANSWER);
            }
            return OptionalLong.empty();
        }
        try {
            long nanos = buckets.take(bucket, units, instances.count());
            taken.increment();
            tellShared();
            return OptionalLong.of(nanos);
        } catch (TimeoutException | RedisException | RedisRefusedException ex) {
            heart.stumble();
            refused.increment();
            tellRefused(ex);
        } catch (BucketExecutionException ex) {
            contended.increment();
        }
        return OptionalLong.empty();
    }

    private boolean isShared() {
        return heart.beats() && instances.micros().isPresent();
    }

    private void tellShared() {
        if (told) {
            told = false;
            log.info("Instances share the rates of bulk jobs in Redis again");
        }
    }

    private void tellRefused(RuntimeException cause) {
        if (!told) {
            told = true;
            log.warn(
                    "The rates of bulk jobs cannot be shared in Redis. Until they can, this instance keeps to one"
                            + " of {} equal shares: {}",
                    instances.count(),
                    cause.toString());
        }
    }

    @Override
    public FleetState state() {
        return new FleetState(isShared(), instances.count(), taken.sum(), contended.sum(), refused.sum());
    }

    /** Leaves the fleet, closes the connection and waits a moment for its threads to end. */
    @Override
    public void close() {
        heart.close();
        link.close();
    }
}
