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
package io.armature.encryption.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.client.ConnectionSettings;
import io.armature.client.MisconfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.utils.SdkAutoCloseable;

@Tag("F5")
class KmsClientFactoryTests {

    private final StubKms kms = new StubKms();

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void createWhenSettingsAreDefaultShouldSetThemOnTheSdkClient() {
        try (KmsClient client = kms.client(KmsSettings.defaults(), Region.EU_WEST_1, StubKms.CREDENTIALS)) {
            KmsServiceClientConfiguration configuration = client.serviceClientConfiguration();
            ClientOverrideConfiguration overrides = configuration.overrideConfiguration();
            assertThat(overrides.apiCallAttemptTimeout()).contains(Duration.ofSeconds(1));
            assertThat(overrides.apiCallTimeout()).contains(Duration.ofSeconds(3));
            RetryStrategy strategy = overrides.retryStrategy().orElseThrow();
            assertThat(strategy).isInstanceOf(StandardRetryStrategy.class);
            assertThat(strategy.maxAttempts()).isEqualTo(3);
            assertThat(strategy.toString())
                    .contains(
                            "circuitBreakerEnabled=true",
                            " backoffStrategy=ExponentialDelayWithJitter(baseDelay=PT0.025S, maxDelay=PT1S)",
                            "throttlingBackoffStrategy=ExponentialDelayWithJitter(baseDelay=PT0.2S, maxDelay=PT1S)");
            assertThat(configuration.region()).isEqualTo(Region.EU_WEST_1);
            assertThat(configuration.endpointOverride()).contains(kms.uri());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, kms.us-east-1.amazonaws.com",
        "true, false, kms-fips.us-east-1.amazonaws.com",
        "false, true, kms.us-east-1.api.aws",
        "true, true, kms-fips.us-east-1.api.aws"
    })
    void createWhenSwitchesAreSetShouldCallTheirEndpoints(boolean fips, boolean dualstack, String host) {
        KmsSettings defaults = KmsSettings.defaults();
        KmsSettings settings = new KmsSettings(
                1, defaults.connectTimeout(), defaults.attemptTimeout(), defaults.callTimeout(), 1, fips, dualstack);
        List<String> hosts = new ArrayList<>();
        ExecutionInterceptor stopping = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                hosts.add(context.httpRequest().host());
                throw new StoppedException();
            }
        };
        SdkPlugin plugin =
                configuration -> configuration.overrideConfiguration(configuration.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(stopping)
                        .build());
        try (KmsClient client = factory(settings, Region.US_EAST_1, null).create()) {
            assertThatExceptionOfType(StoppedException.class)
                    .isThrownBy(() -> client.describeKey(request ->
                            request.keyId("alias/orders").overrideConfiguration(with -> with.addPlugin(plugin))));
        }
        assertThat(hosts).containsExactly(host);
    }

    @Test
    void createWhenRegionIsNotConfiguredShouldAskTheChain() {
        try (KmsClient client =
                factory(KmsSettings.defaults(), null, () -> Region.EU_NORTH_1).create()) {
            assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_NORTH_1);
        }
    }

    @Test
    void createWhenThereIsNoRegionShouldRefuse() {
        AwsRegionProvider failing = () -> {
            throw SdkClientException.create("Unable to load region");
        };
        AwsRegionProvider silent = () -> null;
        for (AwsRegionProvider chain : List.of(failing, silent)) {
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(factory(KmsSettings.defaults(), null, chain)::create)
                    .satisfies(ex -> assertThat(ex.action())
                            .contains("armature.encryption.kms.region", "armature.client.region", "AWS_REGION"));
        }
    }

    @Test
    void closeWhenClientIsClosedShouldNotCloseTheCredentials() {
        CloseableCredentials credentials = new CloseableCredentials();
        kms.answer(StubKms.DESCRIBE, "{}");
        KmsClient client = kms.client(KmsSettings.defaults(), Region.US_EAST_1, credentials);
        client.describeKey(request -> request.keyId("alias/orders"));
        client.close();

        assertThat(credentials.resolved).hasPositiveValue();
        assertThat(credentials.closed).hasValue(0);
    }

    @Test
    void settingsWhenOutsideTheirBoundsShouldBeRefused() {
        Duration second = Duration.ofSeconds(1);
        assertRefused("maxConnections", () -> new KmsSettings(0, second, second, second, 1, false, false));
        assertRefused("connectTimeout", () -> new KmsSettings(1, Duration.ZERO, second, second, 1, false, false));
        assertRefused(
                "attemptTimeout", () -> new KmsSettings(1, second, Duration.ofNanos(999_999), second, 1, false, false));
        assertRefused(
                "callTimeout must be 1 millisecond or more",
                () -> new KmsSettings(1, second, second, Duration.ofSeconds(-1), 1, false, false));
        assertRefused("maxAttempts", () -> new KmsSettings(1, second, second, second, 0, false, false));
        assertRefused(
                "attemptTimeout must not be longer than callTimeout",
                () -> new KmsSettings(1, second, second.plusNanos(1), second, 1, false, false));
    }

    @Test
    void settingsWhenAtTheirBoundsShouldBeTaken() {
        Duration shortest = Duration.ofMillis(1);

        KmsSettings settings = new KmsSettings(1, shortest, shortest, shortest, 1, false, false);

        assertThat(settings.callTimeout()).isEqualTo(shortest);
    }

    private static void assertRefused(String name, ThrowingCallable creation) {
        assertThatIllegalArgumentException().isThrownBy(creation).withMessageContaining(name);
    }

    private static KmsClientFactory factory(
            KmsSettings settings, @Nullable Region region, @Nullable AwsRegionProvider chain) {
        ConnectionSettings connection = new ConnectionSettings(region, null, StubKms.CREDENTIALS);
        return new KmsClientFactory(settings, connection, chain != null ? chain : () -> Region.US_EAST_1);
    }

    private static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private static final class CloseableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

        private final AtomicInteger resolved = new AtomicInteger();

        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public AwsCredentials resolveCredentials() {
            resolved.incrementAndGet();
            return StubKms.CREDENTIALS.resolveCredentials();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
