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
import io.armature.resilience.CircuitBreakerOpenException;
import io.armature.resilience.FailureClassification.Outage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Translates what the AWS SDK throws for DynamoDB, and what encryption throws, to Spring's {@link DataAccessException}s, with
 * advice in the message: operation and table, what happened, what to do, and the request id where DynamoDB gave one. Messages
 * hold no values of items; the original exception, which is the cause, may.
 *
 * <p>Exceptions of other AWS services are left as they are. Those that the SDK throws for all services, such as time-outs, are
 * translated if they came out of a client with Armature's layers, and left otherwise. Stateless, safe for use by concurrent
 * threads.
 */
public final class ExceptionTranslation implements PersistenceExceptionTranslator {

    /** Creates the translation. */
    public ExceptionTranslation() {}

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException exception) {
        FailedCall call = FailedCall.of(exception);
        Doing doing = Doing.of(call);
        boolean ofDynamoDb = exception instanceof DynamoDbException
                || exception instanceof CircuitBreakerOpenException
                || exception instanceof SdkException && call != null;
        return ofDynamoDb ? translate(exception, doing) : EncryptionFailures.translate(exception, doing.text());
    }

    /**
     * Translates an exception.
     *
     * @param exception what a call to DynamoDB threw
     * @param doing the operation and its table, with which the message begins
     * @return the translated exception, or the given one if it is neither the SDK's nor of encryption
     */
    RuntimeException translateOrSelf(RuntimeException exception, Doing doing) {
        if (exception instanceof SdkException) {
            return translate(exception, doing);
        }
        DataAccessException translated = EncryptionFailures.translate(exception, doing.text());
        return translated != null ? translated : exception;
    }

    private static DataAccessException translate(RuntimeException exception, Doing doing) {
        if (exception instanceof CircuitBreakerOpenException open) {
            return OutageAdvice.refused(Failure.of(open, doing), open);
        }
        Failure failure = Failure.of(exception, doing);
        DataAccessException tooLarge = SizeAdvice.tooLarge(failure);
        return tooLarge != null ? tooLarge : byKind(failure);
    }

    private static DataAccessException byKind(Failure failure) {
        Outage outage = failure.what().outage();
        if (outage != null) {
            return OutageAdvice.outage(failure, outage);
        }
        return switch (failure.what().kind()) {
            case THROTTLED -> ThrottlingAdvice.throttled(failure);
            case CONDITION_FAILED -> ConditionFailures.failed(failure);
            case CANCELLED -> ConditionFailures.cancelled(failure);
            case INVALID -> ValidationAdvice.invalid(failure);
            case DENIED -> AccessDeniedAdvice.denied(failure);
            case MISSING -> OtherAdvice.missing(failure);
            case NOT_SENT -> OtherAdvice.notSent(failure);
            default -> OtherAdvice.other(failure);
        };
    }
}
