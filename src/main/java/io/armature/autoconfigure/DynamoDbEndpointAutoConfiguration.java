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

import io.armature.actuate.ArmatureInfoContributor;
import io.armature.actuate.BatchSection;
import io.armature.actuate.CircuitBreakersSection;
import io.armature.actuate.ClientsSection;
import io.armature.actuate.DynamoDbEndpoint;
import io.armature.actuate.DynamoDbSection;
import io.armature.actuate.EncryptionSection;
import io.armature.actuate.FallbackSection;
import io.armature.actuate.NamesSection;
import io.armature.actuate.TablesSection;
import io.armature.actuate.VersionsSection;
import io.armature.batch.BatchJobs;
import io.armature.client.TableCatalogue;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptionStatistics;
import io.armature.observation.PoolStates;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.regions.Region;

/** Auto-configuration of the endpoint that shows everything, of its parts, and of the versions in the endpoint {@code info}. */
@AutoConfiguration(
        after = {
            BatchAutoConfiguration.class,
            FallbackAutoConfiguration.class,
            ObservationAutoConfiguration.class,
            RepositoriesAutoConfiguration.class
        })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class DynamoDbEndpointAutoConfiguration {

    DynamoDbEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnEnabledInfoContributor("armature")
    ArmatureInfoContributor armatureInfoContributor() {
        return new ArmatureInfoContributor();
    }

    /** The parts are there without the endpoint too, for the page that shows some of them. */
    @Configuration(proxyBeanMethods = false)
    static final class Parts {

        @Bean
        @ConditionalOnAvailableEndpoint
        DynamoDbEndpoint dynamoDbEndpoint(TableCatalogue catalogue, ObjectProvider<DynamoDbSection> sections) {
            return new DynamoDbEndpoint(catalogue, sections.orderedStream().toList());
        }

        @Bean
        @Order(0)
        TablesSection tablesSection(TableCatalogue catalogue) {
            return new TablesSection(catalogue);
        }

        @Bean
        @Order(1)
        ClientsSection clientsSection(
                DynamoDbConnectionDetails details, ClientProperties properties, ObjectProvider<PoolStates> pools) {
            Region region = details.region();
            return new ClientsSection(
                    region == null ? null : region.id(),
                    text(details.endpoint()),
                    properties.toSettings(),
                    () -> pools.stream()
                            .flatMap(states -> states.pools().stream())
                            .toList());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }

        @Bean
        @Order(2)
        @ConditionalOnBean(CircuitBreakers.class)
        CircuitBreakersSection circuitBreakersSection(CircuitBreakers breakers) {
            return new CircuitBreakersSection(breakers);
        }

        @Bean
        @Order(3)
        @ConditionalOnBean({FallbackStore.class, FallbackStatistics.class, CoveredTables.class})
        FallbackSection fallbackSection(FallbackStore store, CoveredTables tables, FallbackStatistics statistics) {
            return new FallbackSection(store.getClass().getSimpleName(), tables::cover, statistics);
        }

        @Bean
        @Order(4)
        @ConditionalOnBean(DataKeys.class)
        EncryptionSection encryptionSection(DataKeys keys, EncryptionStatistics statistics) {
            return new EncryptionSection(keys, statistics);
        }

        @Bean
        @Order(5)
        @ConditionalOnBean(LastGoodDnsResolver.class)
        NamesSection namesSection(LastGoodDnsResolver names) {
            return new NamesSection(names);
        }

        @Bean
        @Order(6)
        @ConditionalOnBean(BatchJobs.class)
        BatchSection batchSection(BatchLifecycle lifecycle) {
            return new BatchSection(lifecycle::running);
        }

        @Bean
        @Order(7)
        VersionsSection versionsSection() {
            return new VersionsSection();
        }
    }
}
