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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientLayers;
import io.armature.client.ClientSettings;
import io.armature.client.ClientSettings.RetrySettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientFactory;
import io.armature.repository.UpdateSettings.Ambiguity;
import io.armature.repository.UpdateStatistics.Event;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Eight writers of the same items through a network that loses answers, run against each engine. */
abstract class ConcurrentUpdateContract {

    private static final int WRITERS = 8;

    /** Write attempts for each success with 8 writers of one item and 10 ms between two changes. */
    private static final double GOAL = 1.3;

    /** The profile "proof" makes a million of them. */
    private static final int INCREMENTS = Integer.getInteger("armature.test.increments", 5_000);

    private static final int ITEMS = 4;

    @ParameterizedTest
    @CsvSource({"WRITE_ID, 1", "WRITE_ID, 100", "TRANSACTION, 1", "TRANSACTION, 100"})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void updateWhenAnswersAreLostShouldCountEachOnce(
            Ambiguity ambiguity, int retryMillis, DynamoDbEndpoint endpoint, TestReporter reporter) throws Exception {
        LocalRepositories direct = LocalRepositories.on(endpoint);
        Numbers truth = direct.get(Numbers.class);
        IntStream.range(0, ITEMS).forEach(item -> truth.save(new Count("item-" + item, 0, null)));
        Tally tally = new Tally();
        UpdateStatistics statistics = new UpdateStatistics();
        try (FaultProxy proxy = new FaultProxy(endpoint.uri());
                DynamoDbClient client = client(endpoint, proxy.uri(), retryMillis)) {
            proxy.loseAnswers(0.05, () -> ThreadLocalRandom.current().nextDouble());
            Numbers numbers = new LocalRepositories(new ClientLayers(List.of()).wrap(client), direct.entities())
                    .get(
                            Numbers.class,
                            new UpdateSettings(30, Duration.ofSeconds(60), ambiguity),
                            statistics,
                            UpdateEnvironment.real());
            run((writer, number) -> tally.add(numbers, "item-" + (number % ITEMS)));
        }
        long sum = IntStream.range(0, ITEMS)
                .mapToLong(item -> truth.findById("item-" + item).orElseThrow().count())
                .sum();
        reporter.publishEntry(Map.of(
                "mode", ambiguity + " retry " + retryMillis + " ms",
                "successes", tally.successes.toString(),
                "sum", Long.toString(sum),
                "unknown", tally.unknown.toString(),
                "given up", tally.givenUp.toString(),
                "attempts", Long.toString(statistics.of("Numbers", "update", Event.ATTEMPT)),
                "conflicts", Long.toString(statistics.of("Numbers", "update", Event.CONFLICT))));
        assertThat(sum).isBetween((long) tally.successes.get(), (long) tally.successes.get() + tally.unknown.get());
        assertThat(tally.successes.get() + tally.unknown.get() + tally.givenUp.get())
                .isEqualTo(INCREMENTS / WRITERS * WRITERS);
        if (ambiguity == Ambiguity.TRANSACTION) {
            assertThat(tally.unknown).hasValue(0);
            assertThat(sum).isEqualTo(tally.successes.get());
        }
        assertThat(tally.givenUp.get()).isLessThan(INCREMENTS / 100);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void updateWhenManyWantTheSameItemShouldNeedFewAttempts(DynamoDbEndpoint endpoint, TestReporter reporter)
            throws Exception {
        UpdateEnvironment real = UpdateEnvironment.real();
        UpdateEnvironment unpaused =
                new UpdateEnvironment(real.nanoTime(), () -> 0, real.sleeper(), real.writeIds(), real.tokens());
        double paused = Double.MAX_VALUE;
        double immediate = Double.MAX_VALUE;
        // What else runs on the machine lengthens the time between reading and writing, and with it the number of
        // conflicts, never the other way round.
        for (int round = 0; round < 3 || paused > GOAL && round < 8; round++) {
            immediate = Math.min(immediate, attempts(endpoint, unpaused));
            paused = Math.min(paused, attempts(endpoint, real));
        }
        reporter.publishEntry(Map.of(
                "attempts per success, with jitter", String.format("%.3f", paused),
                "attempts per success, immediate", String.format("%.3f", immediate)));
        assertThat(paused).isLessThanOrEqualTo(GOAL).isLessThan(immediate);
    }

    private static double attempts(DynamoDbEndpoint endpoint, UpdateEnvironment environment) throws Exception {
        LocalRepositories direct = LocalRepositories.on(endpoint);
        UpdateStatistics statistics = new UpdateStatistics();
        Numbers numbers = direct.get(Numbers.class, UpdateSettings.defaults(), statistics, environment);
        numbers.save(new Count("item", 0, null));
        run(800, (writer, number) -> {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            try {
                numbers.update("item", count -> new Count(count.id(), count.count() + 1, null));
            } catch (OptimisticLockingFailureException ex) {
                // Counted as attempts without a success
            }
        });
        return (double) statistics.of("Numbers", "update", Event.ATTEMPT)
                / statistics.of("Numbers", "update", Event.SUCCESS);
    }

    private static void run(Work work) throws Exception {
        run(INCREMENTS, work);
    }

    private static void run(int times, Work work) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        SplittableRandom random = new SplittableRandom(writer);
                        for (int i = 0; i < times / WRITERS; i++) {
                            work.run(writer, random.nextInt(1_000));
                        }
                    }))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static DynamoDbClient client(DynamoDbEndpoint endpoint, URI uri, int retryMillis) {
        ClientSettings defaults = ClientSettings.defaults();
        RetrySettings retries = new RetrySettings(
                5,
                Duration.ofMillis(retryMillis),
                Duration.ofMillis(Math.max(retryMillis, 100)),
                Duration.ofSeconds(1));
        return new DynamoDbClientFactory(
                        with(defaults, retries),
                        new ConnectionSettings(
                                Region.of(endpoint.region()),
                                uri,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()))),
                        List.of())
                .create();
    }

    private static ClientSettings with(ClientSettings settings, RetrySettings retries) {
        return new ClientSettings(
                settings.maxConnections(),
                settings.tcpKeepAlive(),
                settings.connectTimeout(),
                settings.attemptTimeout(),
                settings.callTimeout(),
                settings.socketTimeout(),
                settings.acquireTimeout(),
                settings.maxIdleTime(),
                retries,
                settings.fips(),
                settings.dualstack(),
                settings.maxRegions());
    }

    private interface Work {

        void run(int writer, int number);
    }

    /** What the writers were told. */
    private static final class Tally {

        private final AtomicInteger successes = new AtomicInteger();
        private final AtomicInteger unknown = new AtomicInteger();
        private final AtomicInteger givenUp = new AtomicInteger();

        void add(Numbers numbers, String id) {
            try {
                numbers.update(id, count -> new Count(count.id(), count.count() + 1, null));
                successes.incrementAndGet();
            } catch (WriteOutcomeUnknownException ex) {
                unknown.incrementAndGet();
            } catch (TableUnavailableException ex) {
                (ex.mayHaveBeenApplied() ? unknown : givenUp).incrementAndGet();
            } catch (UpdateConflictException ex) {
                givenUp.incrementAndGet();
            }
        }
    }

    record Count(
            @DynamoDbPartitionKey String id,
            long count,

            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Numbers extends DynamoDbRepository<Count, String> {}
}
