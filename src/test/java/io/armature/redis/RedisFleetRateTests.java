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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.armature.batch.FleetBucket;
import io.armature.batch.FleetState;
import io.armature.sample.local.LocalRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class RedisFleetRateTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static LocalRedis server;

    @BeforeAll
    static void start() {
        server = LocalRedis.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void takeWhenUnitsAreNotThereShouldTellWhenTheyWillBe() {
        FleetBucket bucket = new FleetBucket("debt", 100);
        try (RedisFleetRate one = open("debt", 1);
                RedisFleetRate other = open("debt", 1)) {
            awaitShared(one, other);
            long began = System.nanoTime();
            long first = one.take(bucket, 250).orElseThrow();
            long second = other.take(bucket, 50.5).orElseThrow();
            double passed = seconds(System.nanoTime() - began);

            assertThat(seconds(first)).isCloseTo(2.5, offset(0.001));
            assertThat(seconds(second)).isBetween(3.005 - passed - 0.2, 3.006);
        }
    }

    @Test
    void takeWhenThereWasNoneForLongShouldHaveATenthOfASecondAtMost() {
        FleetBucket bucket = new FleetBucket("idle", 100);
        try (RedisFleetRate rate = open("idle", 1)) {
            awaitShared(rate);
            rate.take(bucket, 1);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);

            assertThat(seconds(rate.take(bucket, 110).orElseThrow())).isBetween(0.99, 1.001);
        }
    }

    @Test
    void takeWhenManyInstancesDoAtOnceShouldCountEachUnit() {
        FleetBucket bucket = new FleetBucket("many", 1_000);
        List<RedisFleetRate> fleet = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                fleet.add(open("many", 8));
            }
            awaitShared(fleet.toArray(RedisFleetRate[]::new));
            long began = System.nanoTime();
            List<CompletableFuture<Long>> takers = new ArrayList<>();
            for (RedisFleetRate rate : fleet) {
                takers.add(CompletableFuture.supplyAsync(() -> takeFor(rate, bucket), threads));
            }
            long units = takers.stream().mapToLong(CompletableFuture::join).sum();
            double wait = seconds(fleet.get(0).take(bucket, 25).orElseThrow());
            double passed = seconds(System.nanoTime() - began);
            // Of a command without an answer in time it is not known whether it ran.
            long unknown = 25
                    * fleet.stream().mapToLong(rate -> rate.state().refused()).sum();

            assertThat(units).isGreaterThan(2_000);
            assertThat(wait).isBetween((units + 25) / 1_000.0 - passed - 0.2, (units + 25 + unknown) / 1_000.0);
            assertThat(units / 1_000.0).isBetween(passed - wait - 0.5, passed + 0.3);
        } finally {
            fleet.forEach(RedisFleetRate::close);
            threads.shutdown();
        }
    }

    /** As a job does it. */
    private static long takeFor(RedisFleetRate rate, FleetBucket bucket) {
        long units = 0;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3); System.nanoTime() - end < 0; ) {
            OptionalLong wait = rate.take(bucket, 25);
            units += wait.isPresent() ? 25 : 0;
            LockSupport.parkNanos(wait.orElse(TimeUnit.MILLISECONDS.toNanos(200)));
        }
        return units;
    }

    @Test
    void takeWhenTheRateIsAnotherNowShouldSetItForAll() {
        try (RedisFleetRate old = open("rates", 1);
                RedisFleetRate deployed = open("rates", 1)) {
            awaitShared(old, deployed);
            old.take(new FleetBucket("rates", 100), 100);
            deployed.take(new FleetBucket("rates", 1_000), 1_000);

            assertThat(seconds(old.take(new FleetBucket("rates", 100), 1_000).orElseThrow()))
                    .isLessThan(2.2);
        }
    }

    @Test
    void instancesShouldBeCountedUntilTheyLeaveOrAreGone() {
        RedisClient client = RedisClient.create(RedisURI.create(server.host(), server.port()));
        try (RedisFleetRate one = open("counted", 7)) {
            awaitShared(one);
            RedisFleetRate other = open("counted", 7);
            await().atMost(LONG).until(() -> one.state().instances() == 2);
            RedisCommands<String, String> commands = client.connect().sync();
            double now = Long.parseLong(commands.time().get(0)) * 1e6;
            commands.zadd("counted:batch-instances", now, "killed");
            await().atMost(LONG).until(() -> one.state().instances() == 3);
            await().atMost(LONG).until(() -> one.state().instances() == 2);
            other.close();
            await().atMost(LONG).until(() -> one.state().instances() == 1);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void takeWhenRedisIsNotThereShouldAnswerAtOnceAndLaterShareAgain() {
        LocalRedis first = LocalRedis.start();
        RedisSettings settings = settings(first.port());
        FleetBucket bucket = new FleetBucket("away", 100);
        LocalRedis second = null;
        try (RedisFleetRate rate = RedisFleetRate.open(settings, "away", 5)) {
            assertThat(rate.state()).isEqualTo(new FleetState(false, 5, 0, 0, 0));
            awaitShared(rate);
            rate.take(bucket, 1_000);
            first.close();

            await().atMost(LONG).until(() -> rate.take(bucket, 1).isEmpty());
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(rate.take(bucket, 1)).isEmpty();
            }
            assertThat(seconds(System.nanoTime() - began)).isLessThan(1);
            assertThat(rate.state().instances()).as("not all were seen yet").isEqualTo(5);
            assertThat(rate.state().shared()).isFalse();

            second = LocalRedis.start(first.port());
            awaitShared(rate);
            assertThat(seconds(rate.take(bucket, 100).orElseThrow()))
                    .as("what was owed is lost with the data, and nothing is given instead")
                    .isEqualTo(1);
        } finally {
            first.close();
            if (second != null) {
                second.close();
            }
        }
    }

    @Test
    void takeWhenThisMachinesClockJumpsShouldChangeNothingForOthers() {
        FleetBucket bucket = new FleetBucket("clock", 100);
        long[] ahead = {TimeUnit.SECONDS.toNanos(30)};
        try (RedisFleetRate one = open("clock", 2);
                RedisFleetRate fast =
                        new RedisFleetRate(settings(server.port()), "clock", 2, () -> System.nanoTime() + ahead[0])) {
            awaitShared(one, fast);
            long began = System.nanoTime();
            one.take(bucket, 500);
            fast.take(bucket, 500);
            ahead[0] *= 2;
            OptionalLong jumped = fast.take(bucket, 100);
            awaitShared(fast);
            long last = fast.take(bucket, 500).orElseThrow();
            double taken = (jumped.isPresent() ? 1_600 : 1_500) / 100.0;

            assertThat(jumped).isEmpty();
            assertThat(seconds(last)).isBetween(taken - seconds(System.nanoTime() - began) - 0.2, taken);
            assertThat(seconds(one.take(bucket, 1).orElseThrow()))
                    .isBetween(taken - seconds(System.nanoTime() - began) - 0.2, taken + 0.02);
        }
    }

    private static RedisFleetRate open(String namespace, int expected) {
        return RedisFleetRate.open(settings(server.port()), namespace, expected);
    }

    private static RedisSettings settings(int port) {
        return RedisSettings.of(new RedisTopology.Standalone(new RedisNode("127.0.0.1", port), 0), null, null, null);
    }

    private static void awaitShared(RedisFleetRate... rates) {
        for (RedisFleetRate rate : rates) {
            await().atMost(LONG).until(() -> rate.state().shared());
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
