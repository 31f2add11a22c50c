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

import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tells the errors apart that DynamoDB answers: by code, and by status where the code is not known. */
final class ServiceFailures {

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("ConditionalCheckFailedException", Kind.CONDITION_FAILED),
            Map.entry("TransactionCanceledException", Kind.CANCELLED),
            Map.entry("TransactionConflictException", Kind.CANCELLED),
            Map.entry("TransactionInProgressException", Kind.CANCELLED),
            Map.entry("ReplicatedWriteConflictException", Kind.CANCELLED),
            Map.entry("InternalServerError", Kind.OUTAGE),
            Map.entry("InternalServerErrorException", Kind.OUTAGE),
            Map.entry("InternalFailure", Kind.OUTAGE),
            Map.entry("InternalError", Kind.OUTAGE),
            Map.entry("ServiceUnavailable", Kind.OUTAGE),
            Map.entry("ServiceUnavailableException", Kind.OUTAGE),
            Map.entry("PriorRequestNotComplete", Kind.THROTTLED),
            Map.entry("SlowDown", Kind.THROTTLED),
            Map.entry("TooManyRequestsException", Kind.THROTTLED),
            Map.entry("RequestLimitExceeded", Kind.THROTTLED),
            Map.entry("RequestLimitExceededException", Kind.THROTTLED),
            // They pass by themselves or after another change of the table, so they are neither invalid nor throttling.
            Map.entry("LimitExceededException", Kind.OTHER),
            Map.entry("ResourceInUseException", Kind.OTHER),
            Map.entry("TableInUseException", Kind.OTHER),
            Map.entry("TableAlreadyExistsException", Kind.OTHER),
            Map.entry("BackupInUseException", Kind.OTHER),
            Map.entry("GlobalTableAlreadyExistsException", Kind.OTHER),
            Map.entry("ReplicaAlreadyExistsException", Kind.OTHER));

    private static final Pattern THROTTLED = Pattern.compile("Throttl|ThroughputExceeded|BandwidthLimitExceeded");

    private static final Pattern MISSING = Pattern.compile("NotFoundException$");

    private static final Pattern DENIED = Pattern.compile("AccessDenied|NotAuthorized|UnrecognizedClient|ExpiredToken"
            + "|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidClientTokenId"
            + "|OptInRequired|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture|AuthFailure|InvalidAccessKeyId"
            + "|InaccessibleEncryptionCredentials");

    private static final Set<Integer> DENYING = Set.of(401, 403);

    private static final int REQUEST_TIME_OUT = 408;

    private static final int NOT_FOUND = 404;

    private static final int TOO_MANY_REQUESTS = 429;

    private static final int CLIENT_ERROR = 400;

    private static final int SERVER_ERROR = 500;

    private ServiceFailures() {}

    static FailureClassification classify(SdkServiceException failure) {
        Kind kind = kind(failure);
        if (isOfAnotherService(failure)) {
            // Such as the service that gives the credentials: DynamoDB has not been asked.
            return FailureClassifier.of(kind == Kind.DENIED ? Kind.DENIED : Kind.NOT_SENT);
        }
        if (failure instanceof TransactionCanceledException cancelled) {
            return CancelledTransactions.classify(cancelled);
        }
        return switch (kind) {
            case OUTAGE ->
                FailureClassifier.of(failure.statusCode() == REQUEST_TIME_OUT ? Outage.TIME_OUT : Outage.SERVER_ERROR);
            case THROTTLED -> new FailureClassification(kind, null, Throttling.of(failure));
            // The transaction with this token, of which this one is a repetition, may yet be carried out.
            case CANCELLED -> FailureClassifier.of(kind, code(failure).startsWith("TransactionInProgress"));
            case OTHER -> FailureClassifier.of(kind, failure.statusCode() < CLIENT_ERROR);
            default -> FailureClassifier.of(kind);
        };
    }

    private static Kind kind(SdkServiceException failure) {
        String code = code(failure);
        Kind known = KINDS.get(code);
        if (known != null) {
            return known;
        }
        // Status before pattern: a code that is not known says less than that the server has failed.
        if (failure.statusCode() >= SERVER_ERROR || failure.statusCode() == REQUEST_TIME_OUT) {
            return Kind.OUTAGE;
        }
        if (THROTTLED.matcher(code).find() || failure.statusCode() == TOO_MANY_REQUESTS) {
            return Kind.THROTTLED;
        }
        if (DENIED.matcher(code).find() || DENYING.contains(failure.statusCode())) {
            return Kind.DENIED;
        }
        if (MISSING.matcher(code).find() || failure.statusCode() == NOT_FOUND) {
            return Kind.MISSING;
        }
        // The exception of a modeled code that a test or a layer made by hand has no status.
        return failure.statusCode() >= CLIENT_ERROR || !code.isEmpty() ? Kind.INVALID : Kind.OTHER;
    }

    /** Returns the code, or the name of the exception's type, which is the code for every modeled error. */
    static String code(SdkServiceException failure) {
        AwsErrorDetails details = details(failure);
        String code = details == null ? null : details.errorCode();
        if (code != null) {
            return code;
        }
        boolean modeled = failure instanceof DynamoDbException && failure.getClass() != DynamoDbException.class;
        return modeled ? failure.getClass().getSimpleName() : "";
    }

    private static @Nullable AwsErrorDetails details(SdkServiceException failure) {
        return failure instanceof AwsServiceException service ? service.awsErrorDetails() : null;
    }

    private static boolean isOfAnotherService(SdkServiceException failure) {
        AwsErrorDetails details = details(failure);
        String service = details == null ? null : details.serviceName();
        return !(failure instanceof DynamoDbException) && service != null && !service.equalsIgnoreCase("DynamoDb");
    }
}
