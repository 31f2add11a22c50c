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

import io.armature.actuate.CircuitBreakersEndpoint;
import io.armature.mapping.TableNames;
import io.armature.resilience.CircuitBreakerConfigCustomizer;
import io.armature.resilience.CircuitBreakerFactory;
import io.armature.resilience.CircuitBreakerLayer;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the circuit breakers. */
@AutoConfiguration(
        after = ClientAutoConfiguration.class,
        afterName = {
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
            "io.github.resilience4j.springboot4.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration"
        },
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnBooleanProperty(name = "armature.circuit-breaker.enabled", matchIfMissing = true)
@EnableConfigurationProperties({CircuitBreakerProperties.class, TablesProperties.class})
public final class ResilienceAutoConfiguration {

    ResilienceAutoConfiguration() {}

    @Bean
    CircuitBreakers circuitBreakers(
            CircuitBreakerRegistry registry,
            CircuitBreakerProperties properties,
            TablesProperties tables,
            ClientProperties client,
            TableNames names,
            ObjectProvider<CircuitBreakerConfigCustomizer> customizers,
            ApplicationEventPublisher events) {
        return new CircuitBreakers(new CircuitBreakerFactory(
                registry,
                tables.toPolicy(properties, client.callTimeout()),
                names::logicalNameOf,
                customizers.orderedStream().toList(),
                new CircuitBreakerAnnouncer(events),
                Clock.systemUTC()));
    }

    @Bean
    CircuitBreakerLayer circuitBreakerLayer(CircuitBreakers breakers) {
        return new CircuitBreakerLayer(breakers);
    }

    /** What is only there when the application has no registry of its own, which it looks after itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(CircuitBreakerRegistry.class)
    static final class OwnRegistry {

        @Bean
        CircuitBreakerRegistry circuitBreakerRegistry() {
            return CircuitBreakerRegistry.ofDefaults();
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass({MeterBinder.class, TaggedCircuitBreakerMetrics.class})
        static final class Metrics {

            @Bean
            TaggedCircuitBreakerMetrics dynamoDbCircuitBreakerMetrics(CircuitBreakerRegistry registry) {
                return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static final class Endpoints {

        @Bean
        @ConditionalOnAvailableEndpoint
        CircuitBreakersEndpoint circuitBreakersEndpoint(CircuitBreakers breakers) {
            return new CircuitBreakersEndpoint(breakers);
        }
    }
}
