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
package io.armature.autoconfigure;

import static io.armature.autoconfigure.FallbackBench.READ_TIMEOUT;
import static io.armature.autoconfigure.FallbackBench.STORE_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.autoconfigure.FallbackBench.Outcome;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.TcpProxy.Mode;
import io.armature.support.WithDynamoDbLocal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a reader gets from a whole application, whatever is wrong with DynamoDB and Redis at the same time. */
@WithDynamoDbLocal
@Tag("long")
class FallbackMatrixTests {

    /** An odd number, for the sake of the median. */
    private static final int READS = 5;

    private static final int FEW_READS = 3;

    /** The goal is 50 ms beyond the time-outs; the rest is for machines that have other work. */
    private static final Duration NOISE = Duration.ofMillis(250);

    private static final int CALLERS = 16;

    private static final int CALLS = 1_600;

    /** What may wait for Redis, times what a look-up takes on the wire, with room for questions about the time. */
    private static final long QUEUE_BYTES = 300L * 250;

    private static final int TIMES_SOONER = 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static FallbackBench bench;

    @BeforeAll
    static void start(DynamoDbEndpoint engine) {
        bench = new FallbackBench(engine);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @AfterEach
    void repair() {
        bench.repair();
        bench.redis().switchTo(Mode.PASS);
    }

    @ParameterizedTest
    @EnumSource
    void readWhenRedisIsWellShouldBeAnsweredByTheCopyInTime(DeadDynamoDb fault, TestReporter reporter) {
        fault.happenTo(bench);
        bench.awaitCopies();
        List<Outcome> reads =
                Stream.generate(() -> firstRead(fault)).limit(READS).toList();
        report(reporter, fault + ", Redis well", reads);

        assertThat(reads).allMatch(read -> read.isAnswered() || read.isRefused());
        // A busy machine may take longer than what a read waits for Redis.
        assertThat(reads.stream().filter(Outcome::isAnswered)).hasSizeGreaterThan(READS / 2);
        assertThat(median(reads)).isLessThan(READ_TIMEOUT.plus(NOISE));
    }

    private static Outcome firstRead(DeadDynamoDb fault) {
        bench.repair();
        bench.awaitDynamoDb();
        fault.happenTo(bench);
        return bench.read();
    }

    @ParameterizedTest
    @EnumSource
    void readWhenRedisIsSlowShouldFailInTime(DeadDynamoDb fault, TestReporter reporter) {
        requireFailure(fault, Mode.SLOW, reporter);
    }

    @ParameterizedTest
    @EnumSource
    void readWhenRedisHangsShouldFailInTime(DeadDynamoDb fault, TestReporter reporter) {
        requireFailure(fault, Mode.HUNG, reporter);
    }

    @ParameterizedTest
    @EnumSource
    void readWhenRedisIsDeadShouldFailInTime(DeadDynamoDb fault, TestReporter reporter) {
        requireFailure(fault, Mode.REFUSED, reporter);
    }

    private static void requireFailure(DeadDynamoDb fault, Mode mode, TestReporter reporter) {
        bench.awaitDynamoDb();
        fault.happenTo(bench);
        bench.redis().switchTo(mode);
        List<Outcome> reads = Stream.generate(bench::read).limit(FEW_READS).toList();
        report(reporter, fault + ", Redis " + mode, reads);

        assertThat(reads).allMatch(Outcome::isRefused);
        assertThat(median(reads)).isLessThan(READ_TIMEOUT.plus(STORE_TIMEOUT).plus(NOISE));
    }

    @ParameterizedTest
    @EnumSource
    void readWhenRedisFailsOverShouldFailInTimeAndBeAnsweredAfterwards(DeadDynamoDb fault, TestReporter reporter) {
        bench.awaitReplica();
        fault.happenTo(bench);
        bench.awaitCopies();
        bench.redis().switchTo(Mode.REFUSED);
        List<Outcome> reads = Stream.generate(bench::read).limit(FEW_READS).toList();
        report(reporter, fault + ", Redis failing over", reads);
        assertThat(reads).allMatch(Outcome::isRefused);
        assertThat(median(reads)).isLessThan(READ_TIMEOUT.plus(STORE_TIMEOUT).plus(NOISE));

        bench.failOver();
        bench.redis().switchTo(Mode.PASS);
        bench.awaitCopies();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PASS")
    void readsWhenBothAreAwayShouldLeaveNothing(Mode mode, TestReporter reporter) throws Exception {
        DeadDynamoDb.REFUSED.happenTo(bench);
        bench.awaitCopies();
        bench.redis().switchTo(mode);
        long before = bench.redis().swallowed();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS, task -> new Thread(task, "caller"));
        try {
            readOften(callers, CALLS / 10);
            int threads = threads();
            readOften(callers, CALLS);
            int threadsAfter = threads();
            long bytes = bench.redis().swallowed() - before;
            reporter.publishEntry(
                    "Redis " + mode, threads + " threads, then " + threadsAfter + "; " + bytes + " bytes");

            // Pools of the SDK and of Lettuce start their few threads when they are first needed.
            assertThat(threadsAfter).isLessThan(threads + CALLERS / 2);
            assertThat(bytes).as("bytes that Redis would find when it woke").isLessThan(QUEUE_BYTES);
        } finally {
            callers.shutdownNow();
        }
    }

    private static void readOften(ExecutorService callers, int calls) throws Exception {
        Callable<Boolean> caller =
                () -> Stream.generate(bench::read).limit(calls / CALLERS).allMatch(Outcome::isRefused);
        for (Future<Boolean> ended : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
            assertThat(ended.get()).isTrue();
        }
    }

    private static int threads() {
        return (int) Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !name.startsWith(FaultProxy.THREADS) && !name.equals("caller"))
                .count();
    }

    /** The SDK's own defaults take some 270 seconds, for which nobody waits here: it is enough that they took too long already. */
    @Test
    void readWhenDynamoDbHangsShouldBeAnsweredManyTimesSoonerThanWithTheDefaultsOfTheSdk(
            DynamoDbEndpoint engine, TestReporter reporter) throws Exception {
        try (FaultProxy hung = new FaultProxy(engine.uri());
                DynamoDbClient usual = DynamoDbClient.builder()
                        .endpointOverride(hung.uri())
                        .region(Region.of(engine.region()))
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(engine.accessKey(), engine.secretKey())))
                        .build()) {
            usual.listTables();
            hung.switchTo(FaultProxy.Fault.HUNG);
            long began = System.nanoTime();
            CompletableFuture<?> usualRead = CompletableFuture.supplyAsync(
                    () -> usual.getItem(get -> get.tableName("any").key(Map.of("id", AttributeValue.fromS("1")))),
                    task -> new Thread(task, "usual").start());
            List<Outcome> reads = Stream.generate(() -> firstRead(DeadDynamoDb.HUNG))
                    .limit(READS)
                    .filter(Outcome::isAnswered)
                    .toList();
            report(reporter, "HUNG", reads);
            Duration many = median(reads).multipliedBy(TIMES_SOONER).minusNanos(System.nanoTime() - began);

            assertThatExceptionOfType(TimeoutException.class)
                    .as("what comes of a read with the defaults of the SDK")
                    .isThrownBy(() -> usualRead.get(Math.max(1, many.toMillis() + 1), TimeUnit.MILLISECONDS));
            reporter.publishEntry(
                    "with the defaults of the SDK",
                    "no answer after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        }
    }

    private static Duration median(List<Outcome> reads) {
        return reads.stream().map(Outcome::time).sorted().toList().get(reads.size() / 2);
    }

    private static void report(TestReporter reporter, String name, List<Outcome> reads) {
        reporter.publishEntry(
                name,
                String.format(
                        Locale.ROOT,
                        "%d of %d answered, median %.1f ms, longest %.1f ms",
                        reads.stream().filter(Outcome::isAnswered).count(),
                        reads.size(),
                        median(reads).toNanos() / 1e6,
                        reads.stream()
                                        .map(Outcome::time)
                                        .max(Duration::compareTo)
                                        .orElseThrow()
                                        .toNanos()
                                / 1e6));
    }
}
