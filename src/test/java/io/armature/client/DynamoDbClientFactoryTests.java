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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.client.ClientSettings.RetrySettings;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

@Tag("long")
class DynamoDbClientFactoryTests {

    private static final String SECRET = "never-shown";

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", SECRET));

    private StubEndpoint endpoint;

    @BeforeEach
    void startEndpoint() {
        endpoint = new StubEndpoint();
    }

    @AfterEach
    void stopEndpoint() {
        endpoint.close();
    }

    @Test
    void createWhenSettingsAreDefaultShouldSetThemOnTheSdkClient() {
        try (DynamoDbClient client = factory(ClientSettings.defaults()).create()) {
            ClientOverrideConfiguration overrides =
                    client.serviceClientConfiguration().overrideConfiguration();
            assertThat(overrides.apiCallAttemptTimeout()).contains(Duration.ofMillis(2500));
            assertThat(overrides.apiCallTimeout()).contains(Duration.ofSeconds(5));
            RetryStrategy strategy = overrides.retryStrategy().orElseThrow();
            assertThat(strategy)
                    .isInstanceOfSatisfying(
                            RememberingRetryStrategy.class,
                            remembering ->
                                    assertThat(remembering.strategy()).isInstanceOf(StandardRetryStrategy.class));
            assertThat(strategy.maxAttempts()).isEqualTo(5);
            assertThat(strategy.toString())
                    .contains(
                            "circuitBreakerEnabled=true",
                            " backoffStrategy=ExponentialDelayWithJitter(baseDelay=PT0.025S, maxDelay=PT1S)",
                            "throttlingBackoffStrategy=ExponentialDelayWithJitter(baseDelay=PT0.1S, maxDelay=PT1S)");
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
            assertThat(client.serviceClientConfiguration().endpointOverride()).contains(endpoint.uri());
        }
    }

    @Test
    void createWhenCalledTwiceShouldGiveEachClientItsOwnRetryStrategy() {
        DynamoDbClientFactory factory = factory(ClientSettings.defaults());
        try (DynamoDbClient one = factory.create();
                DynamoDbClient other = factory.create(Region.US_EAST_1)) {
            assertThat(strategy(one)).isNotSameAs(strategy(other));
            assertThat(other.serviceClientConfiguration().region()).isEqualTo(Region.US_EAST_1);
        }
    }

    @Test
    void retryQuotaWhenUsedUpByOneClientShouldNotTouchAnother() {
        DynamoDbClientFactory factory = factory(quick(2, 1000, 1000));
        endpoint.answer(500, "InternalServerError");
        try (DynamoDbClient bulk = factory.create();
                DynamoDbClient other = factory.create()) {
            for (int call = 0; call < 120; call++) {
                attempts(bulk);
            }
            assertThat(attempts(bulk)).isEqualTo(1);
            assertThat(attempts(other)).isEqualTo(2);
        }
    }

    @Test
    void callWhenDynamoDbFailsShouldBeAttemptedAsOftenAsSet() {
        try (DynamoDbClient client = factory(quick(5, 2000, 2000)).create()) {
            endpoint.answer(500, "InternalServerError");
            assertThat(attempts(client)).isEqualTo(5);
            endpoint.answer(400, "ProvisionedThroughputExceededException");
            assertThat(attempts(client)).isEqualTo(5);
            endpoint.answer(400, "ConditionalCheckFailedException");
            assertThat(attempts(client)).isEqualTo(1);
        }
    }

    /** Those would be woken by each of the two time-outs of a call, when their time has come. Fails when the client is planted without ours. */
    @Test
    void callsShouldStartNoThreadOfTheSdkForTheirTimeouts() {
        Set<String> before = threadsOfTheSdk();
        try (DynamoDbClient client = factory(ClientSettings.defaults()).create()) {
            for (int call = 0; call < 20; call++) {
                client.listTables();
            }
            assertThat(threadsOfTheSdk()).isSubsetOf(before);
        }
    }

    /** Fails when connections that live for a millisecond are planted. */
    @Test
    void callsWhenAThousandFollowOneAnotherShouldShareOneConnection() {
        try (DynamoDbClient client = factory(ClientSettings.defaults()).create()) {
            for (int call = 0; call < 1_000; call++) {
                client.listTables();
            }
        }
        assertThat(endpoint.requests()).isEqualTo(1_000);
        assertThat(endpoint.connections()).isEqualTo(1);
    }

    @Test
    void callWhenAttemptHangsShouldEndAtTheAttemptTimeout() {
        endpoint.hang();
        try (DynamoDbClient client = factory(quick(1, 100, 2000)).create()) {
            assertThatExceptionOfType(ApiCallAttemptTimeoutException.class).isThrownBy(() -> get(client));
        }
    }

    @Test
    void callWhenAllAttemptsHangShouldEndAtTheCallTimeout() {
        endpoint.hang();
        try (DynamoDbClient client = factory(quick(100, 100, 250)).create()) {
            assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> get(client));
        }
        assertThat(endpoint.requests()).isBetween(2, 3);
    }

    @Test
    void callWhenNoDataComesShouldEndAtTheSocketTimeout() {
        endpoint.hang();
        ClientSettings settings = settings(5, Duration.ofMillis(100), Duration.ofSeconds(5), 1, false, false);
        try (DynamoDbClient client = factory(settings).create()) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> get(client))
                    .withCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void callWhenAllConnectionsAreTakenShouldEndAtTheAcquireTimeout() throws Exception {
        endpoint.hang();
        ClientSettings settings = settings(1, Duration.ofSeconds(5), Duration.ofMillis(100), 1, false, false);
        try (DynamoDbClient client = factory(settings).create()) {
            Thread holder = new Thread(() -> attempts(client));
            holder.start();
            endpoint.awaitRequest();
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> get(client))
                    .withCauseInstanceOf(ConnectionRequestTimeoutException.class);
            endpoint.letGo();
            holder.join();
        }
    }

    @Test
    void closeWhenClientIsClosedShouldCloseItsPoolAndNotTheCredentials() {
        CloseableCredentials credentials = new CloseableCredentials();
        DynamoDbClientBuilderCustomizer withoutTimeouts =
                builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .apiCallTimeout(null)
                        .apiCallAttemptTimeout(null)
                        .build());
        DynamoDbClient client = factory(ClientSettings.defaults(), endpoint.uri(), credentials, withoutTimeouts)
                .create();
        get(client);
        client.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> get(client))
                .withMessageContaining("Connection pool shut down");
        assertThat(credentials.closed).isZero();
    }

    @Test
    void createWhenSwitchesAreSetShouldCallTheirEndpoints() {
        assertThat(host(false, false)).isEqualTo("dynamodb.us-east-1.amazonaws.com");
        assertThat(host(true, false)).isEqualTo("dynamodb-fips.us-east-1.amazonaws.com");
        assertThat(host(false, true)).isEqualTo("dynamodb.us-east-1.api.aws");
        assertThat(host(true, true)).isEqualTo("dynamodb-fips.us-east-1.api.aws");
    }

    @Test
    void callWhenMadeShouldNotDiscoverItsEndpoint() {
        List<String> operations = new ArrayList<>();
        DynamoDbClientBuilderCustomizer customizer = stopping(
                (request, attributes) -> operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
        try (DynamoDbClient client = factory(ClientSettings.defaults(), null, CREDENTIALS, customizer)
                .create()) {
            assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> get(client));
        }
        assertThat(operations).containsExactly("GetItem");
    }

    @Test
    void createWhenThereAreCustomizersShouldApplyThemLastInTheirOrder() {
        List<String> order = new ArrayList<>();
        DynamoDbClientFactory factory = factory(
                ClientSettings.defaults(),
                endpoint.uri(),
                CREDENTIALS,
                builder -> {
                    order.add("first");
                    assertThat(builder.overrideConfiguration().apiCallTimeout()).contains(Duration.ofSeconds(5));
                    builder.region(Region.AP_SOUTH_1);
                },
                builder -> {
                    order.add("second");
                    builder.region(Region.SA_EAST_1);
                });

        try (DynamoDbClient client = factory.create()) {
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.SA_EAST_1);
        }
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void regionWhenConfiguredShouldNotAskTheChain() {
        assertThat(factory(ClientSettings.defaults()).region()).isEqualTo(Region.EU_WEST_1);
    }

    @Test
    void regionWhenNotConfiguredShouldAskTheChainOnce() {
        AtomicInteger asked = new AtomicInteger();
        DynamoDbClientFactory factory = new DynamoDbClientFactory(
                ClientSettings.defaults(),
                new ConnectionSettings(null, null, CREDENTIALS),
                List.of(),
                () -> {
                    asked.incrementAndGet();
                    return Region.EU_NORTH_1;
                },
                CREDENTIALS);

        assertThat(factory.region()).isEqualTo(Region.EU_NORTH_1);
        try (DynamoDbClient client = factory.create()) {
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_NORTH_1);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void createWhenThereIsNoRegionShouldRefuseEvenWithAnEndpoint() {
        for (URI override : new URI[] {endpoint.uri(), null}) {
            DynamoDbClientFactory factory = new DynamoDbClientFactory(
                    ClientSettings.defaults(),
                    new ConnectionSettings(null, override, CREDENTIALS),
                    List.of(),
                    () -> {
                        throw SdkClientException.create("Unable to load region");
                    },
                    CREDENTIALS);

            assertThatExceptionOfType(RegionMissingException.class)
                    .isThrownBy(factory::create)
                    .withCauseInstanceOf(SdkClientException.class)
                    .satisfies(ex -> assertThat(ex.action())
                            .contains("armature.client.region", "AWS_REGION", "profile", "endpoint"));
        }
    }

    @Test
    void regionWhenChainReturnsNoneShouldRefuse() {
        DynamoDbClientFactory factory = new DynamoDbClientFactory(
                ClientSettings.defaults(),
                new ConnectionSettings(null, null, CREDENTIALS),
                List.of(),
                () -> null,
                CREDENTIALS);

        assertThatExceptionOfType(RegionMissingException.class).isThrownBy(factory::region);
    }

    @Test
    void connectionSettingsWhenShownAsTextShouldHoldNoCredentials() {
        assertThat(new ConnectionSettings(Region.EU_WEST_1, null, CREDENTIALS).toString())
                .contains("eu-west-1", "StaticCredentialsProvider")
                .doesNotContain(SECRET)
                .doesNotContain("key");
    }

    private DynamoDbClientFactory factory(ClientSettings settings) {
        return factory(settings, endpoint.uri(), CREDENTIALS);
    }

    private static DynamoDbClientFactory factory(
            ClientSettings settings,
            @Nullable URI endpoint,
            AwsCredentialsProvider credentials,
            DynamoDbClientBuilderCustomizer... customizers) {
        return new DynamoDbClientFactory(
                settings,
                new ConnectionSettings(Region.EU_WEST_1, endpoint, credentials),
                List.of(customizers),
                () -> {
                    throw new AssertionError("The chain was asked for the region");
                },
                () -> {
                    throw new AssertionError("The chain was asked for the credentials");
                });
    }

    private static ClientSettings quick(int attempts, long attemptMillis, long callMillis) {
        ClientSettings defaults = ClientSettings.defaults();
        return new ClientSettings(
                defaults.maxConnections(),
                true,
                defaults.connectTimeout(),
                Duration.ofMillis(attemptMillis),
                Duration.ofMillis(callMillis),
                Duration.ofSeconds(5),
                defaults.acquireTimeout(),
                defaults.maxIdleTime(),
                new RetrySettings(attempts, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2)),
                false,
                false,
                10);
    }

    private static ClientSettings settings(
            int connections, Duration socket, Duration acquire, int attempts, boolean fips, boolean dualstack) {
        ClientSettings defaults = ClientSettings.defaults();
        return new ClientSettings(
                connections,
                true,
                defaults.connectTimeout(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                socket,
                acquire,
                defaults.maxIdleTime(),
                new RetrySettings(attempts, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2)),
                fips,
                dualstack,
                10);
    }

    private static String host(boolean fips, boolean dualstack) {
        List<String> hosts = new ArrayList<>();
        ClientSettings settings = settings(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, fips, dualstack);
        try (DynamoDbClient client = factory(
                        settings,
                        null,
                        CREDENTIALS,
                        stopping((request, attributes) ->
                                hosts.add(request.httpRequest().host())))
                .create(Region.US_EAST_1)) {
            assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> get(client));
        }
        return hosts.get(0);
    }

    /** Returns a customizer that shows each request and lets none leave the machine. */
    private static DynamoDbClientBuilderCustomizer stopping(Watcher watcher) {
        ExecutionInterceptor interceptor = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                watcher.watch(context, attributes);
                throw new StoppedException();
            }
        };
        return builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(interceptor)
                .build());
    }

    private static RetryStrategy strategy(DynamoDbClient client) {
        return client.serviceClientConfiguration()
                .overrideConfiguration()
                .retryStrategy()
                .orElseThrow();
    }

    private int attempts(DynamoDbClient client) {
        int before = endpoint.requests();
        try {
            get(client);
        } catch (DynamoDbException | SdkClientException ex) {
            assertThat(ex).isNotNull();
        }
        return endpoint.requests() - before;
    }

    private static void get(DynamoDbClient client) {
        client.getItem(get -> get.tableName("orders"));
    }

    private interface Watcher {

        void watch(Context.BeforeTransmission request, ExecutionAttributes attributes);
    }

    private static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private static final class CloseableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

        private int resolved;

        private int closed;

        @Override
        public AwsCredentials resolveCredentials() {
            resolved++;
            return AwsBasicCredentials.create("key", SECRET);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Set<String> threadsOfTheSdk() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sdk-ScheduledExecutor"))
                .collect(Collectors.toSet());
    }
}
