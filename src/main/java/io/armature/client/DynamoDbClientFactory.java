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

import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Builds the SDK's clients from the settings.
 *
 * <p>Everything that matters is set explicitly, so that another release of the SDK changes nothing silently. Each
 * client has a connection pool, which closing the client closes, and a retry quota of its own. Instances are safe for
 * use by concurrent threads.
 */
public final class DynamoDbClientFactory {

    private final ClientSettings settings;

    private final ConnectionSettings connection;

    private final List<DynamoDbClientBuilderCustomizer> customizers;

    private final AwsRegionProvider regionChain;

    private final AwsCredentialsProvider credentials;

    private final TimeoutScheduler timeouts = new TimeoutScheduler();

    private volatile @Nullable Region region;

    /**
     * Creates the factory; nothing is looked up yet.
     *
     * @param settings how clients connect, wait and retry
     * @param connection where to connect to, and as whom
     * @param customizers what is applied to each builder at the end, in this order
     */
    public DynamoDbClientFactory(
            ClientSettings settings, ConnectionSettings connection, List<DynamoDbClientBuilderCustomizer> customizers) {
        this(
                settings,
                connection,
                customizers,
                new DefaultAwsRegionProviderChain(),
                DefaultCredentialsProvider.builder().build());
    }

    DynamoDbClientFactory(
            ClientSettings settings,
            ConnectionSettings connection,
            List<DynamoDbClientBuilderCustomizer> customizers,
            AwsRegionProvider regionChain,
            AwsCredentialsProvider credentialsChain) {
        this.settings = settings;
        this.connection = connection;
        this.customizers = List.copyOf(customizers);
        this.regionChain = regionChain;
        this.credentials = (connection.credentials() != null) ? connection.credentials() : credentialsChain;
        this.region = connection.region();
    }

    /**
     * Builds a client for the configured region.
     *
     * @return a new client, which the caller closes
     * @throws RegionMissingException if no region is configured
     */
    public DynamoDbClient create() {
        return create(region());
    }

    /**
     * Builds a client for a region.
     *
     * @param region the region
     * @return a new client, which the caller closes
     */
    public DynamoDbClient create(Region region) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(region)
                .credentialsProvider(lentCredentials())
                .defaultsMode(DefaultsMode.LEGACY)
                .fipsEnabled(settings.fips())
                .dualstackEnabled(settings.dualstack())
                // Keeps an SDK update from turning it on; the process can, by AWS_ENABLE_ENDPOINT_DISCOVERY.
                .endpointDiscoveryEnabled(false)
                .httpClientBuilder(
                        defaults -> new InterruptibleHttpClient(httpClient().buildWithDefaults(defaults)))
                .overrideConfiguration(overrides());
        if (connection.endpoint() != null) {
            builder.endpointOverride(connection.endpoint());
        }
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /**
     * Returns the region that {@link #create()} builds clients for; it is looked up once.
     *
     * @return the configured region, or the one of the SDK's default chain
     * @throws RegionMissingException if there is none, even with an endpoint of its own, since requests are signed for
     *     a region
     */
    public Region region() {
        Region known = region;
        if (known == null) {
            known = lookedUpRegion();
            region = known;
        }
        return known;
    }

    private Region lookedUpRegion() {
        Region found;
        try {
            found = regionChain.getRegion();
        } catch (SdkException ex) {
            throw new RegionMissingException(ex);
        }
        if (found == null) {
            throw new RegionMissingException(null);
        }
        return found;
    }

    /** The SDK closes the provider it is given with the client; the one that is lent outlives each client. */
    private AwsCredentialsProvider lentCredentials() {
        return () -> credentials.resolveCredentials();
    }

    private Apache5HttpClient.Builder httpClient() {
        return Apache5HttpClient.builder()
                .maxConnections(settings.maxConnections())
                .tcpKeepAlive(settings.tcpKeepAlive())
                .connectionTimeout(connectTimeout())
                .socketTimeout(settings.socketTimeout())
                .connectionAcquisitionTimeout(settings.acquireTimeout())
                .connectionMaxIdleTime(settings.maxIdleTime())
                .connectionTimeToLive(Duration.ZERO)
                .useIdleConnectionReaper(true)
                .dnsResolver(names());
    }

    private DnsResolver names() {
        DnsResolver given = connection.names();
        return new InterruptibleDnsResolver((given != null) ? given : SystemDefaultDnsResolver.INSTANCE);
    }

    /** Connecting is what the SDK can't always end with its attempt: a socket that is being created is not known yet. */
    private Duration connectTimeout() {
        Duration connect = settings.connectTimeout();
        Duration attempt = settings.attemptTimeout();
        return connect.compareTo(attempt) < 0 ? connect : attempt;
    }

    private ClientOverrideConfiguration overrides() {
        RememberingRetryStrategy retries = new RememberingRetryStrategy(retryStrategy());
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .scheduledExecutorService(timeouts)
                .retryStrategy(retries)
                .addExecutionInterceptor(retries)
                .build();
    }

    /** Builds a strategy for one client: sharing one would share its quota, and one dead table would use it up. */
    private StandardRetryStrategy retryStrategy() {
        ClientSettings.RetrySettings retry = settings.retry();
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(retry.maxAttempts())
                .backoffStrategy(BackoffStrategy.exponentialDelay(retry.baseDelay(), retry.maxDelay()))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(retry.throttlingBaseDelay(), retry.maxDelay()))
                .circuitBreakerEnabled(true)
                .build();
    }
}
