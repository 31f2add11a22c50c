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

import io.armature.client.ConnectionSettings;
import io.armature.client.InterruptibleDnsResolver;
import io.armature.client.MisconfigurationException;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/**
 * Builds the SDK's client of KMS from the settings, each value set explicitly, so that another release of the SDK changes
 * nothing silently. Safe for use by concurrent threads.
 */
public final class KmsClientFactory {

    private static final Duration BASE_DELAY = Duration.ofMillis(25);

    private static final Duration THROTTLING_BASE_DELAY = Duration.ofMillis(200);

    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(60);

    private final KmsSettings settings;

    private final ConnectionSettings connection;

    private final AwsRegionProvider regionChain;

    /**
     * Creates the factory; nothing is looked up yet.
     *
     * @param settings how the client connects, waits and retries
     * @param connection where to connect to, and as whom
     */
    public KmsClientFactory(KmsSettings settings, ConnectionSettings connection) {
        this(settings, connection, new DefaultAwsRegionProviderChain());
    }

    KmsClientFactory(KmsSettings settings, ConnectionSettings connection, AwsRegionProvider regionChain) {
        this.settings = settings;
        this.connection = connection;
        this.regionChain = regionChain;
    }

    /**
     * Builds a client.
     *
     * @return a new client, which the caller closes; the credentials that were given are not closed with it
     * @throws MisconfigurationException if no region is configured anywhere, even with an endpoint of its own, since
     *     requests are signed for a region
     */
    public KmsClient create() {
        KmsClientBuilder builder = KmsClient.builder()
                .region(region())
                .credentialsProvider(credentials())
                .defaultsMode(DefaultsMode.LEGACY)
                .fipsEnabled(settings.fips())
                .dualstackEnabled(settings.dualstack())
                .httpClientBuilder(httpClient())
                .overrideConfiguration(overrides());
        if (connection.endpoint() != null) {
            builder.endpointOverride(connection.endpoint());
        }
        return builder.build();
    }

    private Region region() {
        Region configured = connection.region();
        return (configured != null) ? configured : lookedUpRegion();
    }

    private Region lookedUpRegion() {
        Region found;
        try {
            found = regionChain.getRegion();
        } catch (SdkException ex) {
            throw regionMissing(ex);
        }
        if (found == null) {
            throw regionMissing(null);
        }
        return found;
    }

    private static MisconfigurationException regionMissing(@Nullable SdkException cause) {
        return new MisconfigurationException(
                "No AWS region is configured for KMS, neither by property nor in the environment.",
                "Set the property 'armature.encryption.kms.region' or 'armature.client.region', the environment variable"
                        + " AWS_REGION, or a region in the AWS profile.",
                cause);
    }

    /** The SDK closes the provider it is given with the client; one that is lent outlives it. */
    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider lent = connection.credentials();
        return (lent != null)
                ? () -> lent.resolveCredentials()
                : DefaultCredentialsProvider.builder().build();
    }

    private Apache5HttpClient.Builder httpClient() {
        return Apache5HttpClient.builder()
                .maxConnections(settings.maxConnections())
                .tcpKeepAlive(true)
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.attemptTimeout())
                .connectionAcquisitionTimeout(settings.attemptTimeout())
                .connectionMaxIdleTime(MAX_IDLE_TIME)
                .connectionTimeToLive(Duration.ZERO)
                .useIdleConnectionReaper(true)
                .dnsResolver(new InterruptibleDnsResolver(
                        connection.names() != null ? connection.names() : SystemDefaultDnsResolver.INSTANCE));
    }

    private ClientOverrideConfiguration overrides() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .retryStrategy(retryStrategy())
                .build();
    }

    private StandardRetryStrategy retryStrategy() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(settings.maxAttempts())
                .backoffStrategy(BackoffStrategy.exponentialDelay(BASE_DELAY, MAX_DELAY))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(THROTTLING_BASE_DELAY, MAX_DELAY))
                .circuitBreakerEnabled(true)
                .build();
    }
}
