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

import io.armature.client.ClientSettings;
import io.armature.client.dns.DnsSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the DynamoDB clients.
 *
 * @param region AWS region, such as eu-central-1. By default the SDK's chain decides: AWS_REGION, the profile, the instance.
 * @param endpoint Address of DynamoDB, for emulators and VPC endpoints. By default that of the region.
 * @param credentials Credentials. By default the SDK's chain decides: environment, web identity, profile, container, instance.
 * @param layered Whether every DynamoDbClient bean is put behind Armature's layers.
 * @param maxConnections Connections to DynamoDB that are kept and used at once, in each client.
 * @param tcpKeepAlive Whether TCP keep-alive is on, so that dead connections are noticed while idle.
 * @param connectTimeout Time in which a TCP connection must be established.
 * @param socketTimeout Time in which the next bytes of an answer must come.
 * @param acquireTimeout Time to wait for a free connection of the pool.
 * @param maxIdleTime Time after which an unused connection is closed.
 * @param attemptTimeout Time that one attempt of a call may take.
 * @param callTimeout Time that a call may take with all its attempts.
 * @param retry Attempts and the pauses between them.
 * @param fips Whether FIPS 140 endpoints are called.
 * @param dualstack Whether endpoints with IPv4 and IPv6 are called.
 * @param dns Look-ups of the names of endpoints, those of KMS too.
 * @param maxRegions Clients for different regions that are kept; the least recently used is closed.
 */
@ConfigurationProperties("armature.client")
record ClientProperties(
        @Nullable String region,
        @Nullable URI endpoint,
        @DefaultValue Credentials credentials,
        @DefaultValue("true") boolean layered,
        @DefaultValue("50") int maxConnections,
        @DefaultValue("true") boolean tcpKeepAlive,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("2s") Duration socketTimeout,
        @DefaultValue("1s") Duration acquireTimeout,
        @DefaultValue("60s") Duration maxIdleTime,
        @DefaultValue("2500ms") Duration attemptTimeout,
        @DefaultValue("5s") Duration callTimeout,
        @DefaultValue Retry retry,
        @DefaultValue("false") boolean fips,
        @DefaultValue("false") boolean dualstack,
        @DefaultValue Dns dns,
        @DefaultValue("10") int maxRegions) {

    ClientProperties {
        Checks.atLeast("armature.client.max-connections", maxConnections, 1);
        Checks.oneMillisecondOrMore("armature.client.connect-timeout", connectTimeout);
        Checks.oneMillisecondOrMore("armature.client.socket-timeout", socketTimeout);
        Checks.oneMillisecondOrMore("armature.client.acquire-timeout", acquireTimeout);
        Checks.oneMillisecondOrMore("armature.client.max-idle-time", maxIdleTime);
        Checks.oneMillisecondOrMore("armature.client.attempt-timeout", attemptTimeout);
        Checks.oneMillisecondOrMore("armature.client.call-timeout", callTimeout);
        Checks.notLonger(
                "armature.client.attempt-timeout", attemptTimeout, "armature.client.call-timeout", callTimeout);
        Checks.atLeast("armature.client.max-regions", maxRegions, 1);
        Checks.wholeAddress("armature.client.endpoint", endpoint);
    }

    ClientSettings toSettings() {
        return new ClientSettings(
                maxConnections,
                tcpKeepAlive,
                connectTimeout,
                attemptTimeout,
                callTimeout,
                socketTimeout,
                acquireTimeout,
                maxIdleTime,
                new ClientSettings.RetrySettings(
                        retry.maxAttempts, retry.baseDelay, retry.throttlingBaseDelay, retry.maxDelay),
                fips,
                dualstack,
                maxRegions);
    }

    /** Waits no longer for a look-up than half an attempt, so that there is time left to call the last good addresses. */
    DnsSettings toDnsSettings() {
        Duration half = attemptTimeout.dividedBy(2);
        Duration lookup = dns.lookupTimeout.compareTo(half) < 0 ? dns.lookupTimeout : half;
        return new DnsSettings(atLeastOneMillisecond(lookup), dns.maxStale, connectTimeout);
    }

    private static Duration atLeastOneMillisecond(Duration time) {
        return time.toMillis() < 1 ? Duration.ofMillis(1) : time;
    }

    /**
     * Credentials: a pair of keys or the name of a profile.
     *
     * @param accessKey Access key id. Together with the secret key, else the SDK's chain decides.
     * @param secretKey Secret access key.
     * @param sessionToken Session token that belongs to temporary keys.
     * @param profile Profile of the AWS configuration files to take credentials from.
     */
    record Credentials(
            @Nullable String accessKey,
            @Nullable String secretKey,
            @Nullable String sessionToken,
            @Nullable String profile) {

        Credentials {
            if ((accessKey == null) != (secretKey == null)) {
                throw new InvalidConfigurationPropertyValueException(
                        accessKey == null
                                ? "armature.client.credentials.access-key"
                                : "armature.client.credentials.secret-key",
                        null,
                        "Access key and secret key belong together; only one of them is set.");
            }
            if (accessKey != null && profile != null) {
                throw new InvalidConfigurationPropertyValueException(
                        "armature.client.credentials.profile",
                        profile,
                        "Keys are set as well; remove the keys or the profile.");
            }
        }

        /** Leaves the keys out, since the text of a record ends up in logs. */
        @Override
        public String toString() {
            return "Credentials[profile=" + profile + ", accessKey=" + (accessKey == null ? "none" : "set") + "]";
        }
    }

    /**
     * Attempts and the pauses between them: random up to the base delay doubled with each attempt.
     *
     * @param maxAttempts Attempts of one call, the first one included.
     * @param baseDelay Longest pause before the second attempt.
     * @param throttlingBaseDelay Longest pause before the second attempt after DynamoDB throttled.
     * @param maxDelay Longest pause before any attempt.
     */
    record Retry(
            @DefaultValue("5") int maxAttempts,
            @DefaultValue("25ms") Duration baseDelay,
            @DefaultValue("100ms") Duration throttlingBaseDelay,
            @DefaultValue("1s") Duration maxDelay) {

        Retry {
            Checks.atLeast("armature.client.retry.max-attempts", maxAttempts, 1);
            Checks.oneMillisecondOrMore("armature.client.retry.base-delay", baseDelay);
            Checks.oneMillisecondOrMore("armature.client.retry.throttling-base-delay", throttlingBaseDelay);
            Checks.oneMillisecondOrMore("armature.client.retry.max-delay", maxDelay);
            Checks.notLonger(
                    "armature.client.retry.base-delay", baseDelay, "armature.client.retry.max-delay", maxDelay);
            Checks.notLonger(
                    "armature.client.retry.throttling-base-delay",
                    throttlingBaseDelay,
                    "armature.client.retry.max-delay",
                    maxDelay);
        }
    }

    /**
     * Look-ups of the names of endpoints.
     *
     * @param enabled Whether the last good addresses of an endpoint are used while its name does not resolve. Otherwise names are looked up as the JVM does.
     * @param lookupTimeout Time to wait for a look-up before the last good addresses are used. Never more than half of an attempt's.
     * @param maxStale Age up to which the last good addresses are used.
     */
    record Dns(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("250ms") Duration lookupTimeout,
            @DefaultValue("24h") Duration maxStale) {

        Dns {
            Checks.between(
                    "armature.client.dns.lookup-timeout", lookupTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
            Checks.between("armature.client.dns.max-stale", maxStale, Duration.ofMillis(1), Duration.ofDays(365));
        }
    }
}
