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
import io.armature.mapping.ItemExtensions;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.WithDynamoDbLocal;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Eight writers who move amounts between accounts, through a network that loses answers. */
@WithDynamoDbLocal
@Tag("long")
class TransferTests {

    private static final int WRITERS = 8;

    private static final int TRANSFERS = 800;

    private static final int ACCOUNTS = 6;

    private static final long BALANCE = 1_000_000;

    /** With one attempt of the SDK it is the transaction that is sent again, else the request. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void executeWhenAnswersAreLostShouldMoveEachAmountOnce(
            int attemptsOfSdk, DynamoDbEndpoint endpoint, TestReporter reporter) throws Exception {
        LocalRepositories direct = LocalRepositories.on(endpoint);
        Accounts truth = direct.get(Accounts.class);
        IntStream.range(0, ACCOUNTS).forEach(number -> truth.save(new Account("a" + number, BALANCE, 0, null)));
        AtomicInteger successes = new AtomicInteger();
        AtomicInteger unknown = new AtomicInteger();
        AtomicInteger givenUp = new AtomicInteger();
        try (FaultProxy proxy = new FaultProxy(endpoint.uri());
                DynamoDbClient client = client(endpoint, proxy.uri(), attemptsOfSdk)) {
            DynamoDbClient layered = new ClientLayers(List.of()).wrap(client);
            Accounts accounts = new LocalRepositories(layered, direct.entities()).get(Accounts.class);
            // From here on: the repository looks whether its table is there, and has no second attempt.
            proxy.loseAnswers(0.05, () -> ThreadLocalRandom.current().nextDouble());
            DynamoDbTransactions transactions = new DynamoDbTransactions(
                    new ItemExtensions(List.of()),
                    layered,
                    new UpdateSettings(30, Duration.ofSeconds(60), UpdateSettings.Ambiguity.WRITE_ID));
            run(random -> {
                int from = random.nextInt(ACCOUNTS);
                int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                int amount = random.nextInt(1, 100);
                try {
                    transactions.execute(tx -> tx.update(accounts, "a" + from, account -> account.moved(-amount))
                            .update(accounts, "a" + to, account -> account.moved(amount)));
                    successes.incrementAndGet();
                } catch (TableUnavailableException ex) {
                    (ex.mayHaveBeenApplied() ? unknown : givenUp).incrementAndGet();
                } catch (TransactionCancelledException ex) {
                    givenUp.incrementAndGet();
                }
            });
        }
        List<Account> accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(number -> truth.findById("a" + number).orElseThrow())
                .toList();
        long moves = accounts.stream().mapToLong(Account::moves).sum();
        reporter.publishEntry(Map.of(
                "attempts of the SDK", Integer.toString(attemptsOfSdk),
                "successes", successes.toString(),
                "moves", Long.toString(moves),
                "unknown", unknown.toString(),
                "given up", givenUp.toString()));
        assertThat(accounts.stream().mapToLong(Account::balance).sum()).isEqualTo(ACCOUNTS * BALANCE);
        assertThat(moves).isEqualTo(2L * successes.get());
        assertThat(unknown).hasValue(0);
        assertThat(successes.get() + givenUp.get()).isEqualTo(TRANSFERS);
        if (attemptsOfSdk > 1) {
            // Else one lost answer to a read ends a transfer, of which nothing was written by then.
            assertThat(givenUp.get()).isLessThan(TRANSFERS / 100);
        }
    }

    private static void run(Transfer transfer) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        SplittableRandom random = new SplittableRandom(writer);
                        for (int i = 0; i < TRANSFERS / WRITERS; i++) {
                            transfer.run(random);
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

    private static DynamoDbClient client(DynamoDbEndpoint endpoint, URI uri, int attempts) {
        return new DynamoDbClientFactory(
                        with(ClientSettings.defaults(), attempts),
                        new ConnectionSettings(
                                Region.of(endpoint.region()),
                                uri,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()))),
                        List.of())
                .create();
    }

    private static ClientSettings with(ClientSettings settings, int attempts) {
        return new ClientSettings(
                settings.maxConnections(),
                settings.tcpKeepAlive(),
                settings.connectTimeout(),
                settings.attemptTimeout(),
                settings.callTimeout(),
                settings.socketTimeout(),
                settings.acquireTimeout(),
                settings.maxIdleTime(),
                new RetrySettings(attempts, Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofSeconds(1)),
                settings.fips(),
                settings.dualstack(),
                settings.maxRegions());
    }

    private interface Transfer {

        void run(SplittableRandom random);
    }

    record Account(
            @DynamoDbPartitionKey String id,
            long balance,
            long moves,
            @DynamoDbVersionAttribute @Nullable Long version) {

        Account moved(long amount) {
            return new Account(id, balance + amount, moves + 1, version);
        }
    }

    interface Accounts extends DynamoDbRepository<Account, String> {}
}
