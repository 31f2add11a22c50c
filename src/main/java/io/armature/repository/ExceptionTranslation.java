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

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Translates what the AWS SDK throws for DynamoDB, and what encryption throws, to Spring's {@link DataAccessException}s, with
 * advice in the message.
 * Stateless, safe for use by concurrent threads.
 *
 * <p>Exceptions of other AWS services are left as they are.
 */
public final class ExceptionTranslation implements PersistenceExceptionTranslator {

    private static final String UNNAMED = "A call to DynamoDB";

    /** Creates the translation. */
    public ExceptionTranslation() {}

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException exception) {
        return exception instanceof DynamoDbException
                ? translate(exception, UNNAMED)
                : EncryptionFailures.translate(exception, UNNAMED);
    }

    /**
     * Translates an exception.
     *
     * @param exception what a call to DynamoDB threw
     * @param doing the operation and its table, with which the message begins
     * @return the translated exception, or the given one if it is neither the SDK's nor of encryption
     */
    RuntimeException translateOrSelf(RuntimeException exception, String doing) {
        if (exception instanceof SdkException) {
            return translate(exception, doing);
        }
        DataAccessException translated = EncryptionFailures.translate(exception, doing);
        return translated != null ? translated : exception;
    }

    private static DataAccessException translate(RuntimeException exception, String doing) {
        if (exception instanceof DynamoDbException service) {
            return service(service, doing);
        }
        if (exception instanceof ApiCallTimeoutException || exception instanceof ApiCallAttemptTimeoutException) {
            return new QueryTimeoutException(
                    doing + " took longer than it may (armature.client.call-timeout). A write may have happened.",
                    exception);
        }
        if (exception instanceof SdkClientException) {
            return new DataAccessResourceFailureException(
                    doing + " did not reach DynamoDB: " + exception.getMessage(), exception);
        }
        return new NonTransientDataAccessResourceException(doing + " failed: " + exception.getMessage(), exception);
    }

    private static DataAccessException service(DynamoDbException exception, String doing) {
        if (exception instanceof ConditionalCheckFailedException) {
            return new OptimisticLockingFailureException(
                    doing
                            + " was refused: the item is not as the condition wants it, so somebody else changed or removed"
                            + " it since it was read. Read it again and repeat the change.",
                    exception);
        }
        if (exception instanceof TransactionConflictException || exception instanceof TransactionCanceledException) {
            return new ConcurrencyFailureException(
                    doing + " was cancelled by a transaction: " + text(exception), exception);
        }
        if (exception instanceof ResourceNotFoundException) {
            return new InvalidDataAccessResourceUsageException(
                    doing + " found no such table or index. Create it, or correct armature.tables.<name>.name,"
                            + " the region or the endpoint. " + text(exception),
                    exception);
        }
        if (exception instanceof ItemCollectionSizeLimitExceededException) {
            return new DataIntegrityViolationException(
                    doing + " would let the items of one partition key grow over 10 GB, the limit of a table with local"
                            + " secondary indexes. Remove items of that key, or spread them over more keys.",
                    exception);
        }
        if (exception.isThrottlingException() || isThrottling(exception)) {
            return new TransientDataAccessResourceException(
                    doing
                            + " was throttled, also when it was tried again. Raise the table's capacity or spread the load. "
                            + text(exception),
                    exception);
        }
        return byStatus(exception, doing);
    }

    private static DataAccessException byStatus(DynamoDbException exception, String doing) {
        String code = code(exception);
        if (code.contains("AccessDenied") || code.contains("NotAuthorized") || exception.statusCode() == 403) {
            return new PermissionDeniedDataAccessException(
                    doing + " is not permitted. Allow it in the IAM policy of the application's role. "
                            + text(exception),
                    exception);
        }
        if (exception.statusCode() >= 500) {
            return new DataAccessResourceFailureException(
                    doing + " failed inside DynamoDB (" + exception.statusCode() + "). " + text(exception), exception);
        }
        if (text(exception).contains("exceeded the maximum allowed size")) {
            return new DataIntegrityViolationException(
                    doing + " would make an item larger than 400 KB, DynamoDB's limit. Store large parts elsewhere.",
                    exception);
        }
        return new InvalidDataAccessApiUsageException(doing + " was refused as invalid: " + text(exception), exception);
    }

    private static boolean isThrottling(DynamoDbException exception) {
        String code = code(exception);
        return code.contains("Throttl") || code.equals("RequestLimitExceeded") || code.contains("ThroughputExceeded");
    }

    private static String code(AwsServiceException exception) {
        String code = exception.awsErrorDetails() == null
                ? null
                : exception.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String text(AwsServiceException exception) {
        String text = exception.awsErrorDetails() == null
                ? null
                : exception.awsErrorDetails().errorMessage();
        return text == null ? String.valueOf(exception.getMessage()) : text;
    }
}
