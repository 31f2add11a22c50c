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

import io.armature.autoconfigure.BatchProperties.Scope;
import io.armature.batch.BatchJobs;
import io.armature.batch.BatchReader;
import io.armature.batch.BatchStatistics;
import io.armature.batch.BatchWriter;
import io.armature.batch.FleetRate;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.TableCatalogue;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.mapping.Entities;
import io.armature.mapping.ItemExtensions;
import io.armature.observation.BatchJobMetrics;
import io.armature.observation.BatchMetrics;
import io.armature.resilience.BulkCircuitBreakerLayer;
import io.armature.resilience.CircuitBreakers;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Auto-configuration of bulk writing and reading. Nothing of it is made before somebody asks for it, since its client, with
 * connections of its own, costs an application time to start and memory that may never write in bulk.
 */
@AutoConfiguration(
        after = {MappingAutoConfiguration.class, ResilienceAutoConfiguration.class, FleetRateAutoConfiguration.class})
@EnableConfigurationProperties({BatchProperties.class, ClientProperties.class})
public final class BatchAutoConfiguration {

    BatchAutoConfiguration() {}

    /** A client of our own has its own connections and retries; one that the application declared is used as it is. */
    @Bean
    @Lazy
    BulkClient bulkClient(
            ConfigurableListableBeanFactory beans,
            DynamoDbClient client,
            BatchProperties properties,
            ClientProperties clientProperties,
            DynamoDbConnectionDetails details,
            ObjectProvider<LastGoodDnsResolver> names,
            ObjectProvider<DynamoDbClientBuilderCustomizer> customizers,
            ObjectProvider<CallLayer> layers,
            ObjectProvider<CircuitBreakers> breakers) {
        if (!isOurs(beans)) {
            return new BulkClient(client, false);
        }
        DynamoDbClientFactory factory = new DynamoDbClientFactory(
                properties.toSettings(clientProperties.toSettings()),
                new ConnectionSettings(
                        details.region(), details.endpoint(), details.credentials(), names.getIfAvailable()),
                customizers.orderedStream().toList());
        List<CallLayer> around = new ArrayList<>(layers.orderedStream()
                .filter(layer -> layer.slot() != CallSlot.CIRCUIT_BREAKER)
                .toList());
        breakers.ifAvailable(found -> around.add(new BulkCircuitBreakerLayer(found)));
        return new BulkClient(new ClientLayers(around).wrap(factory.create()), true);
    }

    static boolean isOurs(ConfigurableListableBeanFactory beans) {
        String name = "dynamoDbClient";
        return beans.containsBeanDefinition(name)
                && ClientAutoConfiguration.class
                        .getName()
                        .equals(beans.getBeanDefinition(name).getFactoryBeanName());
    }

    @Bean
    @Lazy
    BatchJobs batchJobs(
            BulkClient client,
            Entities entities,
            ItemExtensions extensions,
            TableCatalogue catalogue,
            BatchProperties properties,
            ObjectProvider<BatchStatistics> statistics,
            ObjectProvider<FleetRate> fleet,
            BatchLifecycle lifecycle) {
        return lifecycle.endWithApplication(new BatchJobs(
                client.client(),
                entities,
                extensions,
                catalogue,
                properties.toSettings(),
                properties.price().toPrices(),
                statistics.getIfAvailable(() -> BatchStatistics.NONE),
                properties.scope() == Scope.FLEET ? fleet.getObject() : null));
    }

    @Bean
    BatchLifecycle batchLifecycle(BatchProperties properties) {
        return new BatchLifecycle(properties.shutdownTimeout());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    BatchWriter batchWriter(BatchJobs jobs) {
        return jobs.writer();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    BatchReader batchReader(BatchJobs jobs) {
        return jobs.reader();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        @ConditionalOnMissingBean(BatchStatistics.class)
        BatchMetrics batchMetrics() {
            return new BatchMetrics();
        }

        @Bean
        BatchJobMetrics batchJobMetrics(BatchLifecycle lifecycle) {
            return new BatchJobMetrics(lifecycle::running);
        }
    }
}
