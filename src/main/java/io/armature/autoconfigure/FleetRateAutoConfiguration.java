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

import io.armature.batch.FleetRate;
import io.armature.client.MisconfigurationException;
import io.armature.observation.FleetMetrics;
import io.armature.redis.RedisFleetRate;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the rates that all instances of an application share. */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnProperty(name = "armature.batch.scope", havingValue = "fleet")
@EnableConfigurationProperties(BatchProperties.class)
public final class FleetRateAutoConfiguration {

    private static final String BUCKETS = "io.github.bucket4j.redis.lettuce.Bucket4jLettuce";

    FleetRateAutoConfiguration() {}

    /** Looks whether rates can be shared after the nested configuration has been read. */
    @Bean
    @ConditionalOnMissingBean(FleetRate.class)
    FleetRate missingFleetRate(ResourceLoader resources) {
        if (!ClassUtils.isPresent(BUCKETS, resources.getClassLoader())) {
            throw new MisconfigurationException(
                    "All instances are to share the rate of bulk jobs, and Bucket4j is missing, which keeps it in"
                            + " Redis",
                    "Add 'com.bucket4j:bucket4j_jdk17-core' and 'com.bucket4j:bucket4j_jdk17-lettuce', or set"
                            + " 'armature.batch.scope' to 'instance'.");
        }
        throw new MisconfigurationException(
                "All instances are to share the rate of bulk jobs, and the application has no Redis",
                "Add 'org.springframework.boot:spring-boot-starter-data-redis' and set 'spring.data.redis.*', or set"
                        + " 'armature.batch.scope' to 'instance'.");
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            value = DataRedisConnectionDetails.class,
            name = {"io.lettuce.core.RedisClient", BUCKETS})
    @ConditionalOnBean(DataRedisConnectionDetails.class)
    @ConditionalOnMissingBean(FleetRate.class)
    static final class InRedis {

        /** A job does not ask more often than it is told to, so that these commands may wait longer than those of calls. */
        private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(100);

        @Bean
        RedisFleetRate redisFleetRate(
                DataRedisConnectionDetails details, BatchProperties properties, Environment environment) {
            return RedisFleetRate.open(
                    RedisDetails.toSettings(details, COMMAND_TIMEOUT),
                    properties.namespace() != null
                            ? properties.namespace()
                            : environment.getProperty("spring.application.name", "armature"),
                    properties.expectedInstances());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {

        @Bean
        FleetMetrics fleetMetrics(FleetRate fleet) {
            return new FleetMetrics(fleet);
        }
    }
}
