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
package io.armature.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.ClientSettings;
import io.armature.client.ClientSettings.RetrySettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientFactory;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Calls of a real client to a real engine while the engine's name fails or hangs. Every call is on a connection of its own,
 * so that each one needs the name.
 */
@WithDynamoDbLocal
@Timeout(60)
class DnsOutageTests {

    private static final String HOST = "dynamodb.example.test";

    /** How much later than promised a call may end on these machines. */
    private static final Duration NOISE = Duration.ofMillis(250);

    private final StubLookup lookup = new StubLookup();

    private final VirtualTime time = new VirtualTime();

    private final LastGoodDnsResolver resolver =
            new LastGoodDnsResolver(DnsSettings.defaults(), lookup, LookupThreads.create(), time, time);

    @AfterEach
    void end() {
        lookup.close();
        resolver.close();
    }

    static List<Consumer<StubLookup>> emptyNames() {
        return List.of(StubLookup::fail, StubLookup::empty);
    }

    @ParameterizedTest
    @MethodSource("emptyNames")
    void callsWhenTheNameIsEmptyForHoursShouldGoOn(Consumer<StubLookup> outage, DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.answer("127.0.0.1");
        try (DynamoDbClient client = client(endpoint, resolver, Duration.ofSeconds(5))) {
            int written = 0;
            put(client, table, written++);

            outage.accept(lookup);
            for (int minute = 0; minute < 172; minute++) {
                time.advance(Duration.ofMinutes(1));
                put(client, table, written++);
            }
            assertThat(state().staleSince()).isEqualTo(VirtualTime.START.plus(Duration.ofMinutes(1)));
            assertThat(state().age()).isEqualTo(Duration.ofMinutes(172));

            lookup.answer("127.0.0.1");
            for (int minute = 0; minute < 5; minute++) {
                time.advance(Duration.ofMinutes(1));
                put(client, table, written++);
            }
            assertThat(state().stale()).isFalse();
            assertThat(lookup.asked()).hasSize(178).containsOnly(HOST);
            assertThat(resolver.count(LookupOutcome.STALE_USED)).isEqualTo(172);
            assertThat(client.scan(request -> request.tableName(table)).count()).isEqualTo(178);
        }
    }

    @Test
    void callsWhenTheNameIsEmptyForTooLongShouldFailUntilItIsBack(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.answer("127.0.0.1");
        try (DynamoDbClient client = client(endpoint, resolver, Duration.ofSeconds(5))) {
            put(client, table, 1);
            lookup.fail();
            time.advance(Duration.ofHours(24));
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> put(client, table, 2))
                    .withStackTraceContaining(UnknownHostException.class.getName() + ": " + HOST);
            lookup.answer("127.0.0.1");
            put(client, table, 3);
        }
    }

    @Test
    void callsWhenTheNameIsEmptyWithoutLastGoodAddressesShouldFail(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.answer("127.0.0.1");
        try (DynamoDbClient client = client(endpoint, inPlace(lookup), Duration.ofSeconds(5))) {
            put(client, table, 1);
            lookup.fail();
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put(client, table, 2));
        }
    }

    @Test
    void callWhenTheFirstLookupHangsShouldEndAtItsTimeout(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.hang();
        Duration timeout = Duration.ofMillis(400);
        try (DynamoDbClient client = client(endpoint, resolver, timeout)) {
            for (int call = 0; call < 5; call++) {
                long start = System.nanoTime();
                assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> put(client, table, 1));
                assertThat(since(start)).isBetween(timeout, timeout.plus(NOISE));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            assertThat(lookup.asked()).hasSize(1);
            lookup.answer("127.0.0.1");
            put(client, table, 1);
        }
    }

    @Test
    void callWhenTheFirstLookupHangsShouldTryAgainAfterEachAttempt(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.hang();
        try (DynamoDbClient client = client(endpoint, resolver, Duration.ofMillis(150), Duration.ofSeconds(10), 2)) {
            long start = System.nanoTime();
            assertThatExceptionOfType(ApiCallAttemptTimeoutException.class)
                    .isThrownBy(() -> put(client, table, 1))
                    .matches(ex -> ex.numAttempts() == 2);
            assertThat(since(start))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(350).plus(NOISE));
        }
    }

    @Test
    void callsWhenTheLookupHangsShouldGoOnWithTheLastGoodAddresses(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.answer("127.0.0.1");
        try (DynamoDbClient client = client(endpoint, resolver, Duration.ofSeconds(5))) {
            put(client, table, 1);
            put(client, table, 2);
            lookup.hang();
            long start = System.nanoTime();
            put(client, table, 3);
            assertThat(since(start))
                    .isBetween(Duration.ofMillis(250), Duration.ofMillis(250).plus(NOISE));

            time.advance(Duration.ofMillis(250));
            Duration shortest = NOISE;
            for (int call = 4; call < 9; call++) {
                start = System.nanoTime();
                put(client, table, call);
                Duration took = since(start);
                shortest = took.compareTo(shortest) < 0 ? took : shortest;
            }
            assertThat(shortest).isLessThan(Duration.ofMillis(200));
            assertThat(lookup.asked()).hasSize(3);
        }
    }

    @Test
    void callWhenTheLookupHangsInPlaceShouldOutlastItsTimeout(DynamoDbEndpoint endpoint) {
        String table = createTable(endpoint);
        lookup.hang();
        try (DynamoDbClient client = client(endpoint, inPlace(lookup), Duration.ofMillis(200))) {
            long start = System.nanoTime();
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(lookup::fail);
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put(client, table, 1));
            assertThat(since(start))
                    .as("without the resolver no time-out helps")
                    .isGreaterThan(Duration.ofMillis(900));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private HostState state() {
        return resolver.state().hosts().get(0);
    }

    private static DnsResolver inPlace(HostLookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookup.lookUp(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static DynamoDbClient client(DynamoDbEndpoint endpoint, DnsResolver names, Duration callTimeout) {
        return client(endpoint, names, callTimeout, callTimeout, 3);
    }

    private static DynamoDbClient client(
            DynamoDbEndpoint endpoint, DnsResolver names, Duration attemptTimeout, Duration callTimeout, int attempts) {
        Duration second = Duration.ofSeconds(1);
        Duration tick = Duration.ofMillis(1);
        ClientSettings settings = new ClientSettings(
                10,
                true,
                second,
                attemptTimeout,
                callTimeout,
                second,
                second,
                second,
                new RetrySettings(attempts, tick, tick, tick),
                false,
                false,
                1);
        URI uri = URI.create("http://" + HOST + ":" + endpoint.uri().getPort());
        ConnectionSettings connection = new ConnectionSettings(
                Region.of(endpoint.region()),
                uri,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())),
                names);
        return new DynamoDbClientFactory(settings, connection, List.of(DnsOutageTests::closeAfterEachCall)).create();
    }

    /** Adds to the overrides, since new ones would replace those of the factory. */
    private static void closeAfterEachCall(DynamoDbClientBuilder builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .putHeader("Connection", "close")
                .build());
    }

    private static void put(DynamoDbClient client, String table, int id) {
        client.putItem(
                request -> request.tableName(table).item(Map.of("id", AttributeValue.fromN(Integer.toString(id)))));
    }

    private static String createTable(DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("dns");
        endpoint.client()
                .createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.N)
                                .build()));
        return table;
    }
}
