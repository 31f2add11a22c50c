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
package io.armature.observation;

import io.armature.client.ConstantText;
import io.armature.resilience.FailureClassification;

/** How a call to DynamoDB ended. The failures are those that {@link FailureClassification} tells apart. */
public enum CallOutcome {
    /** There was an answer, of DynamoDB or from a stored copy. */
    SUCCESS,
    /** DynamoDB is away, or answers with errors of its own. */
    OUTAGE,
    /** DynamoDB answered that there is not enough capacity. */
    THROTTLED,
    /** The item is not as the condition wants it. */
    CONDITION_FAILED,
    /** Another transaction was at work on the item. */
    CANCELLED,
    /** DynamoDB refuses the request as it is. */
    INVALID,
    /** The caller has no permission. */
    DENIED,
    /** There is no such table, index or other resource. */
    MISSING,
    /** The call never left, or the application gave it up. */
    NOT_SENT,
    /** A circuit breaker refused the call. */
    REFUSED,
    /** Anything else, such as an error of a layer. */
    OTHER;

    private final String text = ConstantText.of(this);

    static CallOutcome of(Throwable failure) {
        return switch (FailureClassification.of(failure).kind()) {
            case OUTAGE -> OUTAGE;
            case THROTTLED -> THROTTLED;
            case CONDITION_FAILED -> CONDITION_FAILED;
            case CANCELLED -> CANCELLED;
            case INVALID -> INVALID;
            case DENIED -> DENIED;
            case MISSING -> MISSING;
            case NOT_SENT -> NOT_SENT;
            case REFUSED -> REFUSED;
            case OTHER -> OTHER;
        };
    }

    /**
     * Returns the text that tags show.
     *
     * @return such as {@code condition-failed}
     */
    public String text() {
        return text;
    }
}
