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

import io.armature.client.FailedCall;
import io.armature.resilience.FailureClassification;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A failed call as the translation sees it.
 *
 * @param exception what was thrown
 * @param what what it is
 * @param doing what was done
 * @param call what the layered client knows of the call, or {@code null} if it went past it
 */
record Failure(
        RuntimeException exception,
        FailureClassification what,
        Doing doing,
        @Nullable FailedCall call) {

    static Failure of(RuntimeException exception, Doing doing) {
        return new Failure(exception, FailureClassification.of(exception), doing, FailedCall.of(exception));
    }

    /** Returns the message: what was done, what became of it, and the request id for AWS's support. */
    String message(String what) {
        String requestId = exception instanceof AwsServiceException service ? service.requestId() : null;
        return doing + " " + what + (requestId == null ? "" : " (request id " + requestId + ")");
    }

    String code() {
        AwsErrorDetails details = details();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    /** Returns DynamoDB's own text, which may hold values of the item; of a cancelled transaction the texts of its reasons. */
    String text() {
        if (exception instanceof TransactionCanceledException cancelled && cancelled.hasCancellationReasons()) {
            List<CancellationReason> reasons = cancelled.cancellationReasons();
            return IntStream.range(0, reasons.size())
                    .filter(i -> reasons.get(i).message() != null)
                    .mapToObj(i -> "write " + i + ": " + reasons.get(i).message())
                    .collect(Collectors.joining("; "));
        }
        AwsErrorDetails details = details();
        String text = details == null ? null : details.errorMessage();
        return text == null ? "" : text;
    }

    int status() {
        return exception instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    /** Tells whether a write may have happened. */
    boolean mayHaveBeenApplied() {
        return what.mayHaveBeenApplied() && !doing.isRead();
    }

    private @Nullable AwsErrorDetails details() {
        return exception instanceof AwsServiceException service ? service.awsErrorDetails() : null;
    }
}
