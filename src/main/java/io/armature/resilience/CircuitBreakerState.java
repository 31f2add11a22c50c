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
 * State of a circuit breaker at one moment.
 *
 * @param id what it is for
 * @param state closed: calls pass; open: calls are refused; half-open: few calls try whether DynamoDB is back; forced open
 *     and disabled: somebody said so
 * @param since when it opened, {@code null} unless calls are refused or few are let through
 * @param retryAt when it lets calls through to try DynamoDB again, {@code null} unless it is open
 * @param refusing whether all calls are refused: while forced open, and while open before the time to try again, where
 *     that is known. From then on the next call will tell, and whoever waited for a change before calling would wait forever
 * @param calls the calls it looks at
 * @param failedCalls those of them that count as failed
 * @param refusedCalls the calls it has refused in this state
 * @param lastAnswer when DynamoDB last answered a call to the table, to the second; {@code null} before the first time, and for
 *     circuit breakers of other kinds than {@link CircuitBreakerId.Kind#OUTAGE}
 */
public record CircuitBreakerState(
        CircuitBreakerId id,
        CircuitBreaker.State state,
        @Nullable Instant since,
        @Nullable Instant retryAt,
        boolean refusing,
        int calls,
        int failedCalls,
        long refusedCalls,
        @Nullable Instant lastAnswer) {}
