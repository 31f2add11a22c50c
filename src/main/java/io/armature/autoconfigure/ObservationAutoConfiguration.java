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

import io.armature.mapping.TableNames;
import io.armature.observation.DefaultDynamoDbCallObservationConvention;
import io.armature.observation.DynamoDbCallObservationConvention;
import io.armature.observation.ObservationLayer;
import io.armature.observation.SdkMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the observation of calls and of the methods of repositories. */
@AutoConfiguration(
        after = MappingAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass({ObservationRegistry.class, MeterBinder.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "armature.observation.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MetricsProperties.class)
public final class ObservationAutoConfiguration {

    ObservationAutoConfiguration() {}

    @Bean
    SdkMetrics sdkMetrics(MetricsProperties properties) {
        return new SdkMetrics(properties.sdkSampling());
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbCallObservationConvention dynamoDbCallObservationConvention(TableNames names) {
        boolean traced =
                ClassUtils.isPresent("io.micrometer.tracing.Tracer", getClass().getClassLoader());
        return new DefaultDynamoDbCallObservationConvention(names::logicalNameOf, traced);
    }

    @Bean
    ObservationLayer observationLayer(
            ObservationRegistry registry,
            DynamoDbCallObservationConvention convention,
            SdkMetrics sdk,
            ObjectProvider<ObservationHandler<?>> handlers) {
        boolean scoped = handlers.stream().anyMatch(handler -> !(handler instanceof MeterObservationHandler));
        return new ObservationLayer(registry, convention, sdk, scoped);
    }

    @Bean
    static ObservedRepositoryPostProcessor observedRepositoryPostProcessor(
            ObjectProvider<ObservationRegistry> registry) {
        return new ObservedRepositoryPostProcessor(registry);
    }
}
