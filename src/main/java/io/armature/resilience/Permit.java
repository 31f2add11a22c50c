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

import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * The permission of one circuit breaker for one call.
 *
 * @param trial the period of half-open in which the call tries DynamoDB again, known by what Resilience4j counts in it; {@code
 *     null} if the call was let through as usual
 */
record Permit(@Nullable Metrics trial) {

    static final Permit USUAL = new Permit(null);
}
