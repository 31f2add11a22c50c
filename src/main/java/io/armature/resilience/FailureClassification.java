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

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of a call to DynamoDB is.
 *
 * <p>This is the one place that knows; circuit breakers, fallback, retries, bulk writing and the translation of exceptions ask
 * it. Immutable.
 *
 * @param kind what it is
 * @param outage what kind of outage, {@code null} for any other failure
 * @param throttling the reasons DynamoDB gave for throttling, empty for any other failure
 * @param mayHaveBeenApplied whether DynamoDB may have done what the call asked for although the call failed, as after a
 *     time-out; {@code false} says that it did not for certain, also in none of the attempts that the SDK made before
 */
public record FailureClassification(
        Kind kind, @Nullable Outage outage, List<Throttling> throttling, boolean mayHaveBeenApplied) {

    /**
     * Creates a classification.
     *
     * @param kind what the failure is
     * @param outage given for an outage only
     * @param throttling given for throttling only, at least one then
     * @param mayHaveBeenApplied whether a write may have happened
     * @throws IllegalArgumentException if kind, outage and throttling do not fit together
     */
    public FailureClassification {
        Objects.requireNonNull(kind, "kind");
        throttling = List.copyOf(throttling);
        if ((outage != null) != (kind == Kind.OUTAGE) || throttling.isEmpty() != (kind != Kind.THROTTLED)) {
            throw new IllegalArgumentException(
                    "A failure of kind " + kind + " can't have " + outage + ", " + throttling);
        }
    }

    /**
     * Creates the classification of a failure in the first attempt, of which kind and outage tell whether it may have been
     * applied.
     *
     * @param kind what the failure is
     * @param outage given for an outage only
     * @param throttling given for throttling only, at least one then
     * @throws IllegalArgumentException if the three do not fit together
     */
    public FailureClassification(Kind kind, @Nullable Outage outage, List<Throttling> throttling) {
        this(kind, outage, throttling, outage == null ? kind == Kind.OTHER : !outage.isOfEndpoint());
    }

    /**
     * Says what a failure is.
     *
     * <p>The SDK's exceptions are known by their types, those of services by their error codes as well, so that types which
     * come with a later release of the SDK fall back to their status code. Failures of a connection are known by the types of
     * the JDK among the causes, whatever the HTTP client. A failure that was handed from one thread to another in a
     * {@link java.util.concurrent.CompletionException} is that failure.
     *
     * @param failure what a call to DynamoDB threw, from the SDK or from a layer
     * @return what it is
     */
    public static FailureClassification of(Throwable failure) {
        return FailureClassifier.classify(failure);
    }

    /** What a failure is. */
    public enum Kind {
        /** DynamoDB is away, or answers with errors of its own. */
        OUTAGE,
        /** DynamoDB answered that there is not enough capacity. */
        THROTTLED,
        /** The item is not as the condition wants it. */
        CONDITION_FAILED,
        /** Another transaction is at work on the item, or the transaction was cancelled for more than one reason. */
        CANCELLED,
        /** DynamoDB refuses the request as it is, and always will. */
        INVALID,
        /** The caller has no permission, or its credentials are not accepted. */
        DENIED,
        /** There is no such table, index or other resource. */
        MISSING,
        /**
         * The call never left, or was given up by the application itself: no free connection, no credentials, or the thread
         * was interrupted.
         */
        NOT_SENT,
        /** A circuit breaker refused the call. */
        REFUSED,
        /** Anything else, such as an error of a layer or of the application's own code. */
        OTHER
    }

    /** What kind of outage. */
    public enum Outage {
        /** DynamoDB answered with a status of 500 or above. */
        SERVER_ERROR,
        /** No answer came in time. */
        TIME_OUT,
        /** No connection could be established. */
        CONNECT,
        /** The TLS handshake failed. */
        TLS,
        /** The connection broke while it was used. */
        RESET,
        /** The endpoint's name could not be resolved. */
        NAME;

        /**
         * Tells whether the endpoint as a whole was out of reach, whatever the table.
         *
         * @return {@code true} for {@link #CONNECT}, {@link #TLS} and {@link #NAME}
         */
        public boolean isOfEndpoint() {
            return this == CONNECT || this == TLS || this == NAME;
        }
    }
}
