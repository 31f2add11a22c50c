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

import io.armature.observation.MeterSelection;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClientBuilder;

/**
 * Auto-configuration of the registry of meters that reports to CloudWatch, as the same caller and from the same region as the
 * DynamoDB clients.
 */
@AutoConfiguration(
        after = ClientAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
        beforeName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass({CloudWatchMeterRegistry.class, CloudWatchAsyncClient.class})
@ConditionalOnProperty("armature.metrics.cloudwatch.namespace")
@ConditionalOnBooleanProperty(name = "armature.metrics.cloudwatch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MetricsProperties.class)
public final class CloudWatchAutoConfiguration {

    CloudWatchAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CloudWatchAsyncClient cloudWatchAsyncClient(MetricsProperties properties, DynamoDbConnectionDetails details) {
        return client(properties, details);
    }

    static CloudWatchAsyncClient client(MetricsProperties properties, DynamoDbConnectionDetails details) {
        CloudWatchAsyncClientBuilder builder = CloudWatchAsyncClient.builder()
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(Duration.ofSeconds(20)));
        if (details.region() != null) {
            builder.region(details.region());
        }
        if (details.credentials() != null) {
            builder.credentialsProvider(details.credentials());
        }
        if (properties.cloudwatch().endpoint() != null) {
            builder.endpointOverride(properties.cloudwatch().endpoint());
        }
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    CloudWatchMeterRegistry cloudWatchMeterRegistry(
            MetricsProperties properties, CloudWatchAsyncClient client, ObjectProvider<Clock> clock) {
        MetricsProperties.CloudWatch settings = properties.cloudwatch();
        CloudWatchMeterRegistry registry =
                new CloudWatchMeterRegistry(new Config(settings), clock.getIfAvailable(() -> Clock.SYSTEM), client);
        registry.config().meterFilter(new MeterSelection(settings.include(), settings.exclude()));
        return registry;
    }

    /** What the registry asks for, from the properties. */
    private record Config(MetricsProperties.CloudWatch settings) implements CloudWatchConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String namespace() {
            return Objects.requireNonNull(settings.namespace());
        }

        @Override
        public Duration step() {
            return settings.step();
        }

        @Override
        public int batchSize() {
            return settings.batchSize();
        }
    }
}
