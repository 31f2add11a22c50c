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

import io.armature.client.ConnectionSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KmsClientFactory;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.encryption.keys.KmsSettings;
import io.armature.encryption.keys.LocalKeyProvider;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Auto-configuration of where data keys come from: KMS, a key file, or a bean of the application. */
@AutoConfiguration(after = ClientAutoConfiguration.class)
@EnableConfigurationProperties(EncryptionProperties.class)
public final class EncryptionKeysAutoConfiguration {

    EncryptionKeysAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(KmsClient.class)
    @ConditionalOnProperty("armature.encryption.key-id")
    @ConditionalOnMissingBean(KeyProvider.class)
    static final class Kms {

        /** Few connections, as many as threads call: one call to KMS serves all who need the same key. */
        private static final int CONNECTIONS = 32;

        @Bean
        KmsKeyProvider kmsKeyProvider(
                EncryptionProperties properties,
                ClientProperties client,
                DynamoDbConnectionDetails details,
                ObjectProvider<LastGoodDnsResolver> names) {
            EncryptionProperties.Kms kms = properties.kms();
            KmsSettings settings = new KmsSettings(
                    CONNECTIONS,
                    kms.connectTimeout(),
                    kms.attemptTimeout(),
                    kms.callTimeout(),
                    kms.maxAttempts(),
                    client.fips(),
                    client.dualstack());
            Region region = kms.region() == null ? details.region() : Region.of(kms.region());
            ConnectionSettings connection =
                    new ConnectionSettings(region, kms.endpoint(), details.credentials(), names.getIfAvailable());
            KmsKeyProvider provider = KmsKeyProvider.owning(
                    new KmsClientFactory(settings, connection).create(),
                    Objects.requireNonNull(properties.keyId()),
                    properties.acceptedKeyIds());
            provider.resolve();
            return provider;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("armature.encryption.local.key-file")
    @ConditionalOnMissingBean(KeyProvider.class)
    static final class Local {

        @Bean
        LocalKeyProvider localKeyProvider(EncryptionProperties properties) {
            Path file = Objects.requireNonNull(properties.local().keyFile());
            return LocalKeyProvider.open(file);
        }
    }
}
