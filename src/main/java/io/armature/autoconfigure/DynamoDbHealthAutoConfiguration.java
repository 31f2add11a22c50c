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

import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.health.DynamoDbHealthIndicator;
import io.armature.resilience.CircuitBreakers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health of the way to DynamoDB. */
@AutoConfiguration(after = ResilienceAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("dynamodb")
public final class DynamoDbHealthAutoConfiguration {

    DynamoDbHealthAutoConfiguration() {}

    /** Spring Boot names the health after the bean, and the property that switches it off after the health. */
    @Bean
    @ConditionalOnMissingBean(name = "dynamodbHealthIndicator")
    DynamoDbHealthIndicator dynamodbHealthIndicator(
            ObjectProvider<CircuitBreakers> breakers,
            ObjectProvider<LastGoodDnsResolver> names,
            ObjectProvider<CoveredTables> fallback) {
        CoveredTables tables = fallback.getIfAvailable(CoveredTables::none);
        return new DynamoDbHealthIndicator(
                breakers.getIfAvailable(), names.getIfAvailable(), breaker -> tables.cover(breaker.table()));
    }
}
