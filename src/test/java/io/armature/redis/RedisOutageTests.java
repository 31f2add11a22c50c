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
import static org.awaitility.Awaitility.await;

import io.armature.resilience.fallback.FallbackSettings;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import io.armature.sample.local.LocalRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis that is not there, hangs, dies and comes back. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class RedisOutageTests {

    private static final StoreKey KEY = new StoreKey("eu-central-1/orders", "0123456789abcdef");

    /** Two of Netty, two of Lettuce, the timer, and the one that connects. */
    private static final int THREADS = 6;

    private static final int MANY = 100_000;

    private static final int QUEUE = 256;

    private @Nullable LocalRedis server;

    private @Nullable RedisFallbackStore store;

    private @Nullable String stopped;

    @AfterEach
    void stop() throws Exception {
        if (stopped != null) {
            signal("-CONT");
        }
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void openWhenRedisIsNotThereShouldReturnAtOnceAndConnectOnceItIs() throws Exception {
        int port = freePort();
        // Loads what a JVM loads once.
        open(port, Duration.ofMillis(20)).close();
        long began = System.nanoTime();
        RedisFallbackStore opened = open(port, Duration.ofMillis(20));
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(opened.now()).isEmpty();
        assertThat(opened.find(List.of(KEY))).isCompletedExceptionally();

        server = LocalRedis.start(port);
        awaitClock(opened);
        assertThat(join(opened.find(List.of(KEY)))).containsExactly(Lookup.NONE);
    }

    @Test
    void callsWhenRedisIsAwayShouldFailAtOnceAndLeaveNothing() throws Exception {
        server = LocalRedis.start();
        RedisFallbackStore connected = open(server.port(), Duration.ofSeconds(1));
        awaitClock(connected);
        server.close();
        await().until(() -> !connected.isConnected());
        assertThat(connected.now()).isEmpty();

        long began = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            assertThat(connected.find(List.of(KEY))).isCompletedExceptionally();
            assertThat(connected.mark(List.of(KEY), i)).isCompletedExceptionally();
        }
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(20));
        assertThat(lettuceThreads()).isLessThanOrEqualTo(THREADS);
    }

    @Test
    void callsWhenRedisStartsAgainShouldSucceedAgain() throws Exception {
        server = LocalRedis.start();
        int port = server.port();
        RedisFallbackStore connected = open(port, Duration.ofSeconds(1));
        awaitClock(connected);
        server.close();
        await().until(() -> !connected.isConnected());

        server = LocalRedis.start(port);
        awaitClock(connected);
        assertThat(join(connected.fill(KEY, copy(connected, "one")))).isTrue();
        assertThat(join(connected.find(List.of(KEY))).get(0).copy()).isNotNull();
    }

    private static boolean isTimedOut(CompletionStage<?> stage) {
        return stage.toCompletableFuture()
                .handle((found, failure) -> failure == RedisRefusedException.TIMED_OUT
                        || failure.getCause() == RedisRefusedException.TIMED_OUT)
                .join();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
    void callsWhenRedisHangsShouldEndWithinTheTimeoutAndLeaveNothing(TestReporter reporter, CapturedOutput output)
            throws Exception {
        server = LocalRedis.start();
        RedisFallbackStore connected = open(server.port(), Duration.ofMillis(20));
        awaitClock(connected);
        warmUp(connected);
        hang();

        List<Long> micros = new ArrayList<>();
        List<CompletionStage<?>> marks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            long began = System.nanoTime();
            CompletionStage<Void> mark = connected.mark(List.of(KEY), i);
            CompletionStage<List<Lookup>> found = connected.find(List.of(KEY));
            mark.toCompletableFuture().exceptionally(ex -> null).join();
            found.toCompletableFuture().exceptionally(ex -> null).join();
            micros.add((System.nanoTime() - began) / 1_000);
            marks.add(found);
        }
        micros.sort(null);
        reporter.publishEntry("both calls, p50 us", String.valueOf(micros.get(MANY / 2)));
        reporter.publishEntry(
                "both calls, longer than 22 ms",
                String.valueOf(micros.stream().filter(time -> time > 22_000).count()));
        reporter.publishEntry("both calls, longest us", String.valueOf(micros.get(MANY - 1)));
        assertThat(marks).allMatch(stage -> stage.toCompletableFuture().isCompletedExceptionally());
        // Lettuce would write a stack trace for each command beyond its limit.
        assertThat(output).doesNotContain("Internal stack size");
        // Each pair that waits leaves two commands behind, for which there is room up to a limit; all others are
        // refused at once.
        assertThat(marks.stream().filter(RedisOutageTests::isTimedOut)).hasSizeLessThanOrEqualTo(QUEUE / 2 + 1);
        assertThat(micros.get(MANY / 2)).isLessThan(15_000);
        assertThat(micros.get(MANY - 1)).isLessThan(250_000);
        assertThat(lettuceThreads()).isLessThanOrEqualTo(THREADS);

        signal("-CONT");
        stopped = null;
        awaitClock(connected);
        await().until(() -> succeeds(connected));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
    void fillWhenItRanAfterRedisWokeShouldBeRefusedByItsOwnTime() throws Exception {
        server = LocalRedis.start();
        FallbackSettings quick = new FallbackSettings(
                Duration.ofSeconds(60),
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                Duration.ofMillis(1),
                Duration.ofMillis(400),
                64 * 1024,
                1_000);
        RedisFallbackStore connected = open(server.port(), Duration.ofMillis(20), quick);
        awaitClock(connected);
        warmUp(connected);
        StoreKey other = new StoreKey(KEY.table(), "other");
        hang();
        CompletableFuture<Boolean> late =
                connected.fill(other, copy(connected, "late")).toCompletableFuture();
        assertThat(late.exceptionally(ex -> false).join()).isFalse();
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        signal("-CONT");
        stopped = null;

        await().until(() ->
                commandCalls("evalsha", server.port()) > 0 && connected.now().isPresent());
        awaitClock(connected);
        assertThat(join(connected.find(List.of(other)))).containsExactly(Lookup.NONE);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
    void markWhenItRanAfterRedisWokeShouldStillCount() throws Exception {
        server = LocalRedis.start();
        RedisFallbackStore connected = open(server.port(), Duration.ofMillis(20));
        awaitClock(connected);
        warmUp(connected);
        StoreKey other = new StoreKey(KEY.table(), "other");
        assertThat(join(connected.fill(other, copy(connected, "before")))).isTrue();
        hang();
        for (int i = 0; i < 20; i++) {
            assertThat(connected
                            .find(List.of(KEY))
                            .toCompletableFuture()
                            .exceptionally(ex -> List.of())
                            .join())
                    .isEmpty();
        }
        assertThat(connected.mark(List.of(other), 7)).failsWithin(Duration.ofSeconds(5));
        signal("-CONT");
        stopped = null;

        awaitClock(connected);
        await().untilAsserted(
                        () -> assertThat(join(connected.find(List.of(other)))).containsExactly(Lookup.NONE));
    }

    @Test
    void closeShouldEndAllThreads() throws Exception {
        server = LocalRedis.start();
        int threads = lettuceThreads();
        RedisFallbackStore connected = open(server.port(), Duration.ofMillis(20));
        awaitClock(connected);
        assertThat(lettuceThreads()).isGreaterThan(threads);
        connected.close();

        await().until(() -> lettuceThreads() <= threads);
        assertThat(connected.find(List.of(KEY))).isCompletedExceptionally();
        assertThat(connected.now()).isEmpty();
    }

    private RedisFallbackStore open(int port, Duration timeout) {
        return open(port, timeout, FallbackSettings.defaults());
    }

    private RedisFallbackStore open(int port, Duration timeout, FallbackSettings settings) {
        RedisSettings redis = new RedisSettings(
                new RedisTopology.Standalone(new RedisNode("127.0.0.1", port), 0),
                null,
                null,
                null,
                Duration.ofSeconds(1),
                timeout,
                QUEUE);
        store = RedisFallbackStore.open(redis, settings, "app");
        return store;
    }

    /** The first commands of a JVM take longer than the time-out. */
    private static void warmUp(RedisFallbackStore connected) {
        await().until(() -> {
            boolean all = true;
            for (int i = 0; i < 200; i++) {
                all &= succeeds(connected);
            }
            return all;
        });
    }

    private static boolean succeeds(RedisFallbackStore connected) {
        return !connected
                .mark(List.of(KEY), 1)
                .thenCompose(marked -> connected.find(List.of(KEY)))
                .toCompletableFuture()
                .exceptionally(ex -> List.of())
                .join()
                .isEmpty();
    }

    private static void awaitClock(RedisFallbackStore connected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> connected.now().isPresent() && connected.isConnected());
    }

    private static StoredCopy copy(RedisFallbackStore connected, String text) {
        return new StoredCopy(connected.now().orElseThrow(), 1L, text.getBytes(StandardCharsets.UTF_8));
    }

    private void hang() throws IOException, InterruptedException {
        String information = ask(server.port(), commands -> commands.info("server"));
        Matcher process = Pattern.compile("process_id:(\\d+)").matcher(information);
        assertThat(process.find()).isTrue();
        stopped = process.group(1);
        signal("-STOP");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, stopped).start().waitFor())
                .isZero();
    }

    private static int commandCalls(String command, int port) {
        String statistics = ask(port, commands -> commands.info("commandstats"));
        Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(statistics);
        return calls.find() ? Integer.parseInt(calls.group(1)) : 0;
    }

    private static String ask(int port, Function<RedisCommands<String, String>, String> question) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        try {
            return question.apply(client.connect().sync());
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private static int lettuceThreads() {
        Thread[] threads = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(threads);
        return (int) Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().startsWith("lettuce")
                        || thread.getName().startsWith("armature-redis"))
                .count();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
