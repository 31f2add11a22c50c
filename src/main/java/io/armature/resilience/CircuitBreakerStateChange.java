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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker has changed its state. Published as an event of the application, on the thread of the call that brought
 * the change about; whoever listens should be quick.
 *
 * @param id what the circuit breaker is for
 * @param from the state before
 * @param to the state now
 * @param at when it was noticed
 * @param retryAt when an open circuit breaker lets calls through again, {@code null} if it is not open or the time is not
 *     known
 */
public record CircuitBreakerStateChange(
        CircuitBreakerId id,
        CircuitBreaker.State from,
        CircuitBreaker.State to,
        Instant at,
        @Nullable Instant retryAt) {}
