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

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts the instances by their heartbeats, and knows Redis's time by the same answers. In a cluster, that is the time of the one
 * server that keeps the heartbeats, for all instances. Safe for use by concurrent threads.
 */
final class RedisInstances {

    static final Duration BEAT = Duration.ofSeconds(2);

    /** An instance that was not heard for that long is gone. */
    private static final Duration GONE = Duration.ofSeconds(10);

    /** As many as come before one that is gone is missed: by then those have come that are not. */
    private static final int BEATS_TO_SEE_ALL = 6;

    private static final Duration CLOCK_VALIDITY = Duration.ofSeconds(5);

    private static final Duration CLOCK_ROUND_TRIP = Duration.ofMillis(100);

    private static final String SCRIPT = RedisScripts.resource("beat");

    private final byte[] self = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

    private final FleetConnection connection;

    private final byte[][] keys;

    private final RedisClock clock;

    private volatile int count;

    /** Heartbeats that were answered since there was nobody to answer. */
    private final AtomicInteger answered = new AtomicInteger();

    /**
     * Creates the counter.
     *
     * @param connection where heartbeats go
     * @param names the name of their key
     * @param expected number of instances before any was seen
     * @param nanoTime the time that passes on this machine, as of {@link System#nanoTime()}
     */
    RedisInstances(FleetConnection connection, RedisNames names, int expected, LongSupplier nanoTime) {
        this.connection = connection;
        this.keys = new byte[][] {names.instances()};
        this.count = expected;
        this.clock = new RedisClock(nanoTime, CLOCK_VALIDITY, CLOCK_ROUND_TRIP);
    }

    /** Returns how many there were when they were last seen. */
    int count() {
        return count;
    }

    /** Returns a time in microseconds that Redis's clock shows already, or empty if that is not known. */
    OptionalLong micros() {
        return clock.earliest();
    }

    /** Takes note that another server may give the next answer: its clock may be another, and it may know of fewer instances. */
    void connected() {
        clock.forget();
        answered.set(0);
    }

    /** Sends a heartbeat; ends when it was answered, or after a second without an answer. */
    CompletionStage<Void> beat() {
        RedisClock.Question question = clock.ask();
        byte[][] arguments = {self, StoreLimits.number(TimeUnit.NANOSECONDS.toMicros(GONE.toNanos()))};
        return connection
                .commands()
                .<List<Object>>eval(SCRIPT, ScriptOutputType.MULTI, keys, arguments)
                .toCompletableFuture()
                .copy()
                .orTimeout(1, TimeUnit.SECONDS)
                .thenAccept(answer -> {
                    clock.answered(question, (Long) answer.get(0));
                    seen(Math.toIntExact((Long) answer.get(1)));
                });
    }

    /** All have to have had their time to be seen before fewer are believed than were known. */
    private void seen(int number) {
        count = answered.incrementAndGet() < BEATS_TO_SEE_ALL ? Math.max(count, number) : number;
    }

    /** Leaves, without waiting for an answer. */
    void leave() {
        connection.commands().zrem(keys[0], self);
    }
}
