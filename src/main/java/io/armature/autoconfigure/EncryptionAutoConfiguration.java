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

import io.armature.actuate.EncryptionKeysEndpoint;
import io.armature.client.TableCatalogue;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.ItemDecryptor;
import io.armature.encryption.KeyInventory;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.Tenants;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.encryption.keys.KeyProvider;
import io.armature.health.EncryptionHealthIndicator;
import io.armature.mapping.TableNames;
import io.armature.observation.EncryptionMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Auto-configuration of the encryption of attributes. The guard is always there, so that no plaintext leaves when keys are
 * missing; the rest needs a provider of keys.
 */
@AutoConfiguration(
        after = EncryptionKeysAutoConfiguration.class,
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@EnableConfigurationProperties({EncryptionProperties.class, TablesProperties.class})
public final class EncryptionAutoConfiguration {

    EncryptionAutoConfiguration() {}

    @Bean
    PlaintextPolicies plaintextPolicies(TablesProperties tables) {
        return tables.toPolicies();
    }

    @Bean
    EncryptedTables encryptedTables(
            TableCatalogue catalogue, TableNames names, TablesProperties tables, PlaintextPolicies policies) {
        tables.register(catalogue, names);
        return new EncryptedTables(catalogue, names::logicalNameOf, policies);
    }

    @Bean
    WithheldAttributes withheldAttributes() {
        return new WithheldAttributes();
    }

    @Bean
    EncryptionStatistics encryptionStatistics() {
        return new EncryptionStatistics();
    }

    @Bean
    PlaintextGuardLayer plaintextGuardLayer(
            EncryptedTables tables, WithheldAttributes withheld, EncryptionStatistics statistics) {
        return new PlaintextGuardLayer(tables, withheld, statistics);
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton encryptionCheck(
            TableCatalogue catalogue,
            PlaintextPolicies policies,
            EncryptionProperties properties,
            ObjectProvider<KeyProvider> providers,
            ObjectProvider<DynamoDbClient> clients,
            ListableBeanFactory beans) {
        return () -> new EncryptionCheck(catalogue, policies, properties, providers.getIfUnique())
                .check(
                        clients.orderedStream().toList(),
                        beans.getBeansOfType(DynamoDbEnhancedClient.class),
                        Clock.systemDefaultZone());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(KeyProvider.class)
    static final class WithKeys {

        @Bean
        DataKeys dataKeys(KeyProvider provider, EncryptionProperties properties, EncryptionStatistics statistics) {
            return new DataKeys(
                    provider, properties.toContexts(), properties.cache().toSettings(), properties.jce(), statistics);
        }

        @Bean
        DataKeysLifecycle dataKeysLifecycle(DataKeys keys) {
            return new DataKeysLifecycle(keys);
        }

        @Bean
        EncryptionExtension encryptionExtension(
                EncryptedTables tables,
                DataKeys keys,
                ObjectProvider<Tenants> tenants,
                WithheldAttributes withheld,
                EncryptionStatistics statistics) {
            return new EncryptionExtension(
                    tables, keys, tenants.getIfAvailable(() -> (table, key) -> ""), withheld, statistics);
        }

        @Bean
        ItemDecryptor itemDecryptor(
                EncryptedTables tables,
                DataKeys keys,
                ObjectProvider<Tenants> tenants,
                WithheldAttributes withheld,
                EncryptionStatistics statistics) {
            return new ItemDecryptor(
                    tables, keys, tenants.getIfAvailable(() -> (table, key) -> ""), withheld, statistics);
        }

        @Bean
        KeyInventory keyInventory(DynamoDbClient client, EncryptedTables tables) {
            return new KeyInventory(client, tables);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        EncryptionMetrics encryptionMetrics(EncryptionStatistics statistics) {
            return new EncryptionMetrics(statistics);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(KeyProvider.class)
    @ConditionalOnEnabledHealthIndicator("encryption")
    static final class Health {

        @Bean
        @ConditionalOnMissingBean(name = "encryptionHealthIndicator")
        EncryptionHealthIndicator encryptionHealthIndicator(DataKeys keys, PlaintextPolicies policies) {
            return new EncryptionHealthIndicator(keys, policies, Clock.systemDefaultZone());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnBean(KeyProvider.class)
    static final class Endpoints {

        @Bean
        @ConditionalOnAvailableEndpoint
        EncryptionKeysEndpoint encryptionKeysEndpoint(DataKeys keys) {
            return new EncryptionKeysEndpoint(keys);
        }
    }
}
