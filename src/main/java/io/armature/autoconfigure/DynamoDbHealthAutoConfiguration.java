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

import io.armature.client.TableCatalogue;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.health.DynamoDbHealthIndicator;
import io.armature.health.FallbackHealthIndicator;
import io.armature.health.TableProbe;
import io.armature.redis.RedisFallbackStore;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackLayer;
import io.armature.resilience.fallback.FallbackStatistics;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Auto-configuration of the health of the way to DynamoDB, and of the copies for the time when it is away. */
@AutoConfiguration(after = {ResilienceAutoConfiguration.class, FallbackAutoConfiguration.class})
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@EnableConfigurationProperties(HealthProperties.class)
public final class DynamoDbHealthAutoConfiguration {

    DynamoDbHealthAutoConfiguration() {}

    /** Spring Boot names the health after the bean, and the property that switches it off after the health. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("dynamodb")
    @ConditionalOnMissingBean(name = "dynamodbHealthIndicator")
    DynamoDbHealthIndicator dynamodbHealthIndicator(
            HealthProperties properties,
            TableCatalogue catalogue,
            ObjectProvider<DynamoDbClient> client,
            ObjectProvider<CircuitBreakers> breakers,
            ObjectProvider<LastGoodDnsResolver> names,
            ObjectProvider<CoveredTables> fallback) {
        CoveredTables tables = fallback.getIfAvailable(CoveredTables::none);
        DynamoDbClient called = properties.probe() ? client.getIfUnique() : null;
        return new DynamoDbHealthIndicator(
                breakers.getIfAvailable(),
                names.getIfAvailable(),
                catalogue,
                called == null ? null : new TableProbe(called, properties.idleAfter(), Clock.systemUTC()),
                tables::cover);
    }

    /** Copies in the memory of the process are always at hand. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.lettuce.core.RedisClient")
    @ConditionalOnBean(RedisFallbackStore.class)
    @ConditionalOnEnabledHealthIndicator("fallback")
    static final class Fallback {

        @Bean
        @ConditionalOnMissingBean(name = "fallbackHealthIndicator")
        FallbackHealthIndicator fallbackHealthIndicator(
                RedisFallbackStore store, FallbackLayer layer, FallbackStatistics statistics) {
            return new FallbackHealthIndicator(() -> store.isConnected() && !layer.isStoreLeftAlone(), statistics);
        }
    }
}
