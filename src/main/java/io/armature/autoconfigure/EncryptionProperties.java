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

import io.armature.encryption.KeyCacheSettings;
import io.armature.encryption.KeyContexts;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the encryption of attributes.
 *
 * @param keyId KMS key that wraps data keys: its ARN, its id or an alias, such as alias/customers. An ARN needs no look-up
 *     at start-up.
 * @param acceptedKeyIds Further KMS keys whose data keys may be unwrapped for reading.
 * @param domain Stage or system, to be told from others that share the KMS key and names of tables. Never changed, or
 *     what was encrypted before stays closed.
 * @param jceProvider Name of the JCE provider of the algorithms, such as BCFIPS. By default the JVM's order decides.
 * @param cache Data keys that are kept.
 * @param kms How KMS is called.
 * @param local Key file for development and tests, in the place of KMS.
 */
@ConfigurationProperties("armature.encryption")
record EncryptionProperties(
        @Nullable String keyId,
        @DefaultValue List<String> acceptedKeyIds,
        @DefaultValue("") String domain,
        @Nullable String jceProvider,
        @DefaultValue Cache cache,
        @DefaultValue Kms kms,
        @DefaultValue Local local) {

    EncryptionProperties {
        if (keyId != null && keyId.isBlank()) {
            throw new InvalidConfigurationPropertyValueException(
                    "armature.encryption.key-id", keyId, "It must name a KMS key, such as alias/customers.");
        }
        if (keyId != null && local.keyFile() != null) {
            throw new InvalidConfigurationPropertyValueException(
                    "armature.encryption.local.key-file",
                    local.keyFile(),
                    "armature.encryption.key-id is set as well. Remove one of the two.");
        }
        if (keyId == null && !acceptedKeyIds.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "armature.encryption.accepted-key-ids",
                    acceptedKeyIds,
                    "They are used beside armature.encryption.key-id, which is not set.");
        }
    }

    @Nullable
    Provider jce() {
        if (jceProvider == null) {
            return null;
        }
        Provider provider = Security.getProvider(jceProvider);
        if (provider == null) {
            throw new InvalidConfigurationPropertyValueException(
                    "armature.encryption.jce-provider",
                    jceProvider,
                    "This JVM has no such provider. Put it on the class path and register it, such as in java.security.");
        }
        return provider;
    }

    KeyContexts toContexts() {
        return new KeyContexts(domain, kms.context, kms.contexts);
    }

    /**
     * Data keys that are kept.
     *
     * @param maxAge Time for which a data key encrypts.
     * @param grace Time for which a data key goes on encrypting after that while KMS is away. 0 for not at all.
     * @param maxValues Number of values that a data key encrypts, at most 4294967296.
     * @param maxBytes Number of bytes that a data key encrypts, at most 64GB.
     * @param maxUnwrappedKeys Number of unwrapped keys that are kept for reading.
     * @param unwrappedMaxAge Time for which an unwrapped key is kept, and a revoked permission goes unnoticed. At most 1h.
     */
    record Cache(
            @DefaultValue("5m") Duration maxAge,
            @DefaultValue("10m") Duration grace,
            @DefaultValue("16777216") long maxValues,
            @DefaultValue("64GB") DataSize maxBytes,
            @DefaultValue("10000") int maxUnwrappedKeys,
            @DefaultValue("1h") Duration unwrappedMaxAge) {

        private static final String PREFIX = "armature.encryption.cache.";

        Cache {
            Checks.oneMillisecondOrMore(PREFIX + "max-age", maxAge);
            Checks.between(PREFIX + "grace", grace, Duration.ZERO, Duration.ofDays(1));
            Checks.between(PREFIX + "max-values", maxValues, 1L, 1L << 32);
            Checks.between(PREFIX + "max-bytes", maxBytes.toBytes(), 1L, 1L << 36);
            Checks.atLeast(PREFIX + "max-unwrapped-keys", maxUnwrappedKeys, 1);
            Checks.between(PREFIX + "unwrapped-max-age", unwrappedMaxAge, Duration.ofMillis(1), Duration.ofHours(1));
        }

        KeyCacheSettings toSettings() {
            return new KeyCacheSettings(
                    maxAge, grace, maxValues, maxBytes.toBytes(), maxUnwrappedKeys, unwrappedMaxAge);
        }
    }

    /**
     * How KMS is called.
     *
     * @param endpoint Address of KMS, for emulators and VPC endpoints. By default that of the region.
     * @param region AWS region of the key. By default that of the DynamoDB client.
     * @param connectTimeout Time in which a TCP connection must be established.
     * @param attemptTimeout Time that one attempt of a call may take.
     * @param callTimeout Time that a call may take with all its attempts.
     * @param maxAttempts Attempts of one call, the first one included.
     * @param context Number of the set of context pairs that new data keys are made with. 0 for none.
     * @param contexts Sets of encryption context pairs by their numbers, 1 to 255. A set is never changed, only a new one
     *     added, or what was encrypted with it stays closed.
     */
    record Kms(
            @Nullable URI endpoint,
            @Nullable String region,
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("1s") Duration attemptTimeout,
            @DefaultValue("3s") Duration callTimeout,
            @DefaultValue("3") int maxAttempts,
            @DefaultValue("0") int context,
            @DefaultValue Map<Integer, Map<String, String>> contexts) {

        private static final String PREFIX = "armature.encryption.kms.";

        Kms {
            Checks.oneMillisecondOrMore(PREFIX + "connect-timeout", connectTimeout);
            Checks.oneMillisecondOrMore(PREFIX + "attempt-timeout", attemptTimeout);
            Checks.oneMillisecondOrMore(PREFIX + "call-timeout", callTimeout);
            Checks.notLonger(PREFIX + "attempt-timeout", attemptTimeout, PREFIX + "call-timeout", callTimeout);
            Checks.atLeast(PREFIX + "max-attempts", maxAttempts, 1);
            Checks.wholeAddress(PREFIX + "endpoint", endpoint);
            if (context != 0 && !contexts.containsKey(context)) {
                throw new InvalidConfigurationPropertyValueException(
                        PREFIX + "context",
                        context,
                        "There is no set of that number; define " + PREFIX + "contexts." + context + ".");
            }
            contexts.forEach((number, pairs) -> check(number, pairs));
        }

        private static void check(int number, Map<String, String> pairs) {
            String key = PREFIX + "contexts." + number;
            if (number < 1 || number > 255) {
                throw new InvalidConfigurationPropertyValueException(
                        key, pairs.keySet(), "Sets have numbers from 1 to 255.");
            }
            if (pairs.keySet().stream().anyMatch(name -> name.startsWith("armature:"))) {
                throw new InvalidConfigurationPropertyValueException(
                        key, pairs.keySet(), "Names that begin with 'armature:' are reserved.");
            }
        }
    }

    /**
     * Key file for development and tests.
     *
     * @param keyFile File that holds the key; it is created when it is missing, for its owner only.
     * @param unsafeBeyondLoopback Whether the key file may protect data in a DynamoDB that is not on this machine. Unsafe:
     *     whoever has the file reads everything, and without it nothing can be read.
     */
    record Local(
            @Nullable Path keyFile, @DefaultValue("false") boolean unsafeBeyondLoopback) {}
}
