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

import io.armature.resilience.CircuitBreakerOpenException.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refusals for tests of other packages. */
public final class RefusedCalls {

    private RefusedCalls() {}

    /**
     * Returns a refusal as an open circuit breaker throws it.
     *
     * @param reason why it is open
     * @param table the table, or {@code null} if it is that of the endpoint
     * @param since since when it is open, or {@code null}
     * @param retryAt when the next call is let through, or {@code null}
     * @return the refusal
     */
    public static CircuitBreakerOpenException of(
            Reason reason, @Nullable String table, @Nullable Instant since, @Nullable Instant retryAt) {
        return new CircuitBreakerOpenException(reason, table, "eu-central-1", since, retryAt);
    }
}
