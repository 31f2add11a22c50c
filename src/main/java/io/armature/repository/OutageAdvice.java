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
package io.armature.repository;

import io.armature.resilience.CircuitBreakerOpenException;
import io.armature.resilience.FailureClassification.Outage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Says that DynamoDB is away, in which way, and whether a write may have happened. */
final class OutageAdvice {

    private static final String UNKNOWN_OUTCOME =
            " The write may have happened: read the item before you repeat it, unless repeating it does no harm.";

    private OutageAdvice() {}

    static DataAccessException outage(Failure failure, Outage outage) {
        boolean applied = failure.mayHaveBeenApplied();
        return new TableUnavailableException(
                failure.message(text(failure, outage) + (applied ? UNKNOWN_OUTCOME : "")),
                failure.exception(),
                failure.doing().table(),
                null,
                null,
                applied);
    }

    static DataAccessException refused(Failure failure, CircuitBreakerOpenException open) {
        String table = failure.doing().table();
        return new TableUnavailableException(
                failure.message("was refused. " + open.getMessage()
                        + (open.reason() == CircuitBreakerOpenException.Reason.FORCED
                                ? " It stays so until somebody closes it."
                                : " Nothing has been sent, so the call can be repeated then.")),
                open,
                table == null ? open.table() : table,
                open.since(),
                open.retryAt(),
                false);
    }

    private static String text(Failure failure, Outage outage) {
        return switch (outage) {
            case SERVER_ERROR ->
                "failed inside DynamoDB (" + failure.status() + " " + failure.code()
                        + "), also when it was tried again. Try later; if it stays so, look at AWS's health dashboard.";
            case TIME_OUT ->
                "had no answer in time (armature.client.call-timeout, armature.client.attempt-timeout). If this happens"
                        + " while DynamoDB is well, look for a slow network, or for a request that reads too much.";
            case CONNECT ->
                "found no connection to DynamoDB" + detail(failure)
                        + ". Check armature.client.endpoint or the region, and the way there: VPC endpoint, security"
                        + " groups, proxy.";
            case TLS ->
                "could not agree on an encrypted connection with DynamoDB" + detail(failure)
                        + ". Check whether a proxy answers in its place, the trusted certificates, and http or https in"
                        + " armature.client.endpoint.";
            case RESET ->
                "lost its connection to DynamoDB, or had an answer that cannot be read" + detail(failure)
                        + ". If this happens often, look at what closes idle connections on the way:"
                        + " armature.client.max-idle-time should be shorter than that.";
            case NAME ->
                "could not resolve the name of DynamoDB's endpoint" + detail(failure)
                        + ". Check armature.client.endpoint or the region, and the name servers.";
        };
    }

    /** Returns the words of the innermost cause, which hold hosts and ports at most. */
    private static String detail(Failure failure) {
        Throwable root = root(failure.exception());
        String message = root == null ? null : root.getMessage();
        return message == null ? "" : ": " + message.strip();
    }

    private static @Nullable Throwable root(Throwable failure) {
        Throwable root = failure.getCause();
        for (int depth = 0; depth < 32 && root != null && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
