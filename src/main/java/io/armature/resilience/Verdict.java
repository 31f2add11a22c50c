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

import io.armature.client.TableReference;
import io.armature.resilience.FailureClassification.Outage;
import io.armature.resilience.Throttling.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a failed call says to a circuit breaker. */
enum Verdict {
    /** What the circuit breaker is for has failed. */
    FAILED,
    /** It has worked, whatever else went wrong. */
    WORKED,
    /** The call tells nothing about it. */
    UNKNOWN;

    /**
     * Judges a failure.
     *
     * @param breaker which failures the circuit breaker counts
     * @param table the name in DynamoDB of its table, {@code null} for that of an endpoint
     * @param failure what the call met
     */
    static Verdict of(CircuitBreakerId.Kind breaker, @Nullable String table, FailureClassification failure) {
        return switch (failure.kind()) {
            case OUTAGE -> ofOutage(breaker, failure.outage());
            case THROTTLED ->
                breaker == CircuitBreakerId.Kind.THROTTLING ? ofThrottling(table, failure.throttling()) : WORKED;
            // DynamoDB has answered.
            case CONDITION_FAILED, CANCELLED, INVALID, DENIED, MISSING -> WORKED;
            case NOT_SENT, REFUSED, OTHER -> UNKNOWN;
        };
    }

    private static Verdict ofOutage(CircuitBreakerId.Kind breaker, @Nullable Outage outage) {
        boolean unreachable = outage != null && outage.isOfEndpoint();
        return switch (breaker) {
            case ENDPOINT -> unreachable ? FAILED : outage == Outage.SERVER_ERROR ? WORKED : UNKNOWN;
            case OUTAGE -> unreachable ? UNKNOWN : FAILED;
            case THROTTLING -> UNKNOWN;
        };
    }

    /** A hot key says that the rest of the table is well. */
    private static Verdict ofThrottling(@Nullable String table, List<Throttling> reasons) {
        Verdict verdict = UNKNOWN;
        for (Throttling reason : reasons) {
            if (concerns(table, reason)) {
                if (reason.scope() != Scope.KEY_RANGE) {
                    return FAILED;
                }
                verdict = WORKED;
            }
        }
        return verdict;
    }

    private static boolean concerns(@Nullable String table, Throttling reason) {
        String resource = reason.resource();
        String named = resource == null ? null : TableReference.tableName(resource);
        return named == null || named.equals(table);
    }
}
