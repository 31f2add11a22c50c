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

import io.armature.autoconfigure.FallbackProperties.Store;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.mapping.TableNames;
import io.armature.observation.FallbackMetrics;
import io.armature.redis.RedisFallbackStore;
import io.armature.resilience.fallback.FallbackLayer;
import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStore;
import io.armature.resilience.fallback.InProcessFallbackStore;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Auto-configuration of the answers to reads by key while DynamoDB is away. */
@AutoConfiguration(
        after = ResilienceAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@Conditional(FallbackWanted.class)
@EnableConfigurationProperties({FallbackProperties.class, TablesProperties.class})
public final class FallbackAutoConfiguration {

    /** Far more than fit into the memory that copies in the process may take. */
    private static final long MAX_ENTRIES = 1_000_000;

    FallbackAutoConfiguration() {}

    /** Looks whether there is another store after the nested configuration has been read. */
    @Bean
    @ConditionalOnMissingBean(FallbackStore.class)
    InProcessFallbackStore inProcessFallbackStore(FallbackProperties properties, ClientProperties client) {
        if (properties.store() == Store.REDIS) {
            throw new MisconfigurationException(
                    "Copies are to be kept in Redis, and the application has no Redis",
                    "Add 'org.springframework.boot:spring-boot-starter-data-redis' and set 'spring.data.redis.*', or set"
                            + " 'armature.fallback.store' to 'in-process'.");
        }
        return new InProcessFallbackStore(
                properties.toSettings(client.callTimeout()),
                MAX_ENTRIES,
                properties.maxInProcessSize().toBytes());
    }

    @Bean
    CoveredTables coveredTables(FallbackProperties properties, TablesProperties tables) {
        return CoveredTables.of(properties, tables);
    }

    @Bean
    FallbackStatistics fallbackStatistics() {
        return new FallbackStatistics();
    }

    @Bean
    FallbackLayer fallbackLayer(
            FallbackStore store,
            FallbackProperties properties,
            ClientProperties client,
            CoveredTables tables,
            TableNames names,
            TableCatalogue catalogue,
            FallbackStatistics statistics) {
        return new FallbackLayer(
                store,
                properties.toSettings(client.callTimeout()),
                physical -> tables.cover(names.logicalNameOf(physical)),
                catalogue,
                statistics,
                Clock.systemUTC());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(value = DataRedisConnectionDetails.class, name = "io.lettuce.core.RedisClient")
    @ConditionalOnBean(DataRedisConnectionDetails.class)
    @ConditionalOnMissingBean(FallbackStore.class)
    @Conditional(RedisWanted.class)
    static final class InRedis {

        @Bean
        RedisFallbackStore redisFallbackStore(
                DataRedisConnectionDetails details,
                FallbackProperties properties,
                ClientProperties client,
                Environment environment) {
            return RedisFallbackStore.open(
                    RedisDetails.toSettings(details, properties.storeTimeout()),
                    properties.toSettings(client.callTimeout()),
                    properties.namespace() != null
                            ? properties.namespace()
                            : environment.getProperty("spring.application.name", "armature"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        FallbackMetrics fallbackMetrics(FallbackStatistics statistics) {
            return new FallbackMetrics(statistics);
        }
    }
}
