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
package io.armature.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * Changes the configuration of a circuit breaker after the properties have been applied. Beans of this type are called in
 * their order, once for each circuit breaker, when its table or endpoint is first called.
 */
@FunctionalInterface
public interface CircuitBreakerConfigCustomizer {

    /**
     * Changes a configuration.
     *
     * @param breaker which circuit breaker it is for
     * @param builder the builder to change
     */
    void customize(CircuitBreakerId breaker, CircuitBreakerConfig.Builder builder);
}
