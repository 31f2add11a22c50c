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

import io.armature.actuate.ConsoleEndpoint;
import io.armature.actuate.DynamoDbSection;
import io.armature.actuate.HotKeysSection;
import io.armature.actuate.InsightSection;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EnvelopeForm;
import io.armature.encryption.ReservedNames;
import io.armature.insight.CallerSource;
import io.armature.insight.CapacityLayer;
import io.armature.insight.CloudWatchContributors;
import io.armature.insight.ContributorInsights;
import io.armature.insight.ContributorReports;
import io.armature.insight.QueryInsight;
import io.armature.observation.InsightMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Auto-configuration of the insight into access patterns and hot keys, of its endpoints and of the page for people. */
@AutoConfiguration(
        after = {
            ClientAutoConfiguration.class,
            EncryptionAutoConfiguration.class,
            FallbackAutoConfiguration.class,
            BatchAutoConfiguration.class
        },
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnBooleanProperty(name = "armature.insight.enabled", matchIfMissing = true)
@EnableConfigurationProperties({InsightProperties.class, BatchProperties.class})
public final class InsightAutoConfiguration {

    InsightAutoConfiguration() {}

    @Bean(initMethod = "start")
    QueryInsight queryInsight(InsightProperties properties, BatchProperties batch, TableCatalogue catalogue) {
        return new QueryInsight(properties.toSettings(batch.price()), catalogue);
    }

    @Bean
    CapacityLayer capacityLayer(QueryInsight insight, ObjectProvider<CallerSource> callers, TableCatalogue catalogue) {
        return new CapacityLayer(
                insight,
                callers.getIfAvailable(() -> () -> null),
                catalogue,
                EnvelopeForm.addedBytes(),
                ReservedNames::contains);
    }

    @Bean
    @ConditionalOnMissingBean
    ContributorInsights contributorInsights(
            DynamoDbClient client,
            TableCatalogue catalogue,
            QueryInsight insight,
            InsightProperties properties,
            BatchProperties batch) {
        return new ContributorInsights(
                client,
                catalogue,
                insight,
                properties.contributors().toPrices(batch.price().currency()));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class Callers {

        @Bean
        @ConditionalOnMissingBean
        CallerSource observedCaller(ObjectProvider<ObservationRegistry> registry) {
            ObservationRegistry found = registry.getIfAvailable(() -> ObservationRegistry.NOOP);
            return found.isNoop() ? () -> null : new ObservedCaller(found);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        InsightMetrics insightMetrics(QueryInsight insight) {
            return new InsightMetrics(insight);
        }
    }

    /** Nothing of it is made before somebody looks at the hot keys. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CloudWatchAsyncClient.class)
    @ConditionalOnBooleanProperty(name = "armature.insight.contributors.enabled", matchIfMissing = true)
    @EnableConfigurationProperties(MetricsProperties.class)
    static final class Contributors {

        @Bean
        @Lazy
        ContributorClients contributorClients(
                ConfigurableListableBeanFactory beans,
                DynamoDbClient client,
                DynamoDbClientFactory factory,
                ObjectProvider<CloudWatchAsyncClient> cloudWatch,
                MetricsProperties metrics,
                DynamoDbConnectionDetails details) {
            boolean own = BatchAutoConfiguration.isOurs(beans);
            CloudWatchAsyncClient found = cloudWatch.getIfUnique();
            return new ContributorClients(
                    own ? factory.create() : client,
                    own,
                    found == null ? CloudWatchAutoConfiguration.client(metrics, details) : found,
                    found == null);
        }

        @Bean
        ContributorReports contributorReports(ObjectProvider<ContributorClients> clients, QueryInsight insight) {
            return new ContributorReports((table, index) -> {
                ContributorClients found = clients.getObject();
                return new CloudWatchContributors(found.dynamoDb(), found.cloudWatch(), insight, Clock.systemUTC())
                        .read(table, index);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static final class Endpoints {

        @Bean
        @Order(20)
        InsightSection insightSection(QueryInsight insight) {
            return new InsightSection(insight);
        }

        @Bean
        @Order(21)
        HotKeysSection hotKeysSection(QueryInsight insight, ObjectProvider<ContributorReports> contributors) {
            return new HotKeysSection(insight, contributors.getIfAvailable());
        }

        @Bean
        @ConditionalOnAvailableEndpoint
        ConsoleEndpoint consoleEndpoint(ObjectProvider<DynamoDbSection> sections) {
            return new ConsoleEndpoint(sections.orderedStream().toList());
        }

        /** Asked last, so that what the application says of paths goes first. */
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        PathMapper consolePath() {
            return endpoint -> endpoint.equals(EndpointId.of(ConsoleEndpoint.ID)) ? ConsoleEndpoint.PATH : null;
        }
    }
}
