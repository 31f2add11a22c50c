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

import io.armature.mapping.ItemExtensions;
import io.armature.observation.UpdateMetrics;
import io.armature.repository.DynamoDbRepositoryConfigurationExtension;
import io.armature.repository.DynamoDbRepositoryFactoryBean;
import io.armature.repository.DynamoDbTransactions;
import io.armature.repository.ExceptionTranslation;
import io.armature.repository.UpdateSettings;
import io.armature.repository.UpdateStatistics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Auto-configuration of repositories, found in the packages of the application. */
@AutoConfiguration(after = MappingAutoConfiguration.class)
@EnableConfigurationProperties(UpdateProperties.class)
public final class RepositoriesAutoConfiguration {

    RepositoriesAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ExceptionTranslation dynamoDbExceptionTranslation() {
        return new ExceptionTranslation();
    }

    @Bean
    UpdateSettings updateSettings(UpdateProperties properties) {
        return properties.toSettings();
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbTransactions dynamoDbTransactions(
            ItemExtensions extensions, DynamoDbClient client, UpdateSettings settings) {
        return new DynamoDbTransactions(extensions, client, settings);
    }

    @Bean
    UpdateStatistics updateStatistics() {
        return new UpdateStatistics();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        UpdateMetrics updateMetrics(UpdateStatistics statistics) {
            return new UpdateMetrics(statistics);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "armature.repositories.enabled", matchIfMissing = true)
    @ConditionalOnMissingBean({DynamoDbRepositoryFactoryBean.class, DynamoDbRepositoryConfigurationExtension.class})
    @Import(RepositoriesRegistrar.class)
    static final class Discovery {}
}
