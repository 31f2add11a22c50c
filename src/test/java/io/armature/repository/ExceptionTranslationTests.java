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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class ExceptionTranslationTests {

    private static final String DOING = "PutItem on table 'orders'";

    private final ExceptionTranslation translation = new ExceptionTranslation();

    @ParameterizedTest
    @MethodSource("errors")
    void translateWhenErrorIsKnownShouldSayWhatToDo(
            RuntimeException error, Class<? extends DataAccessException> expected, String advice) {
        assertThat(translation.translateOrSelf(error, DOING))
                .isInstanceOf(expected)
                .hasMessageStartingWith(DOING)
                .hasMessageContaining(advice)
                .hasCause(error);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        ConditionalCheckFailedException.builder().build(),
                        OptimisticLockingFailureException.class,
                        "Read it again"),
                Arguments.of(
                        TransactionConflictException.builder().build(),
                        ConcurrencyFailureException.class,
                        "transaction"),
                Arguments.of(
                        TransactionCanceledException.builder().build(),
                        ConcurrencyFailureException.class,
                        "transaction"),
                Arguments.of(
                        ResourceNotFoundException.builder().build(),
                        InvalidDataAccessResourceUsageException.class,
                        "armature.tables"),
                Arguments.of(
                        ItemCollectionSizeLimitExceededException.builder().build(),
                        DataIntegrityViolationException.class,
                        "10 GB"),
                Arguments.of(
                        ProvisionedThroughputExceededException.builder()
                                .awsErrorDetails(details("ProvisionedThroughputExceededException", "too much"))
                                .build(),
                        TransientDataAccessResourceException.class,
                        "too much"),
                Arguments.of(
                        error(400, "ThrottlingException", "slow down"),
                        TransientDataAccessResourceException.class,
                        "slow down"),
                Arguments.of(
                        error(400, "AccessDeniedException", "not authorized to perform: dynamodb:PutItem"),
                        PermissionDeniedDataAccessException.class,
                        "IAM policy"),
                Arguments.of(
                        error(500, "InternalServerError", "oops"), DataAccessResourceFailureException.class, "500"),
                Arguments.of(
                        error(400, "ValidationException", "Item size has exceeded the maximum allowed size"),
                        DataIntegrityViolationException.class,
                        "400 KB"),
                Arguments.of(
                        error(400, "ValidationException", "Item size to update has exceeded the maximum allowed size"),
                        DataIntegrityViolationException.class,
                        "400 KB"),
                Arguments.of(
                        error(400, "ValidationException", "One or more parameter values were invalid"),
                        InvalidDataAccessApiUsageException.class,
                        "One or more parameter values"),
                Arguments.of(
                        ApiCallTimeoutException.create(5000),
                        QueryTimeoutException.class,
                        "armature.client.call-timeout"),
                Arguments.of(
                        SdkClientException.create("Connect to localhost failed"),
                        DataAccessResourceFailureException.class,
                        "did not reach DynamoDB"));
    }

    @Test
    void translateWhenErrorIsNotTheSdksShouldLeaveIt() {
        IllegalArgumentException other = new IllegalArgumentException("x");
        assertThat(translation.translateOrSelf(other, DOING)).isSameAs(other);
        assertThat(translation.translateExceptionIfPossible(other)).isNull();
        assertThat(translation.translateExceptionIfPossible(SdkClientException.create("of any service")))
                .isNull();
    }

    @Test
    void translateWhenErrorIsDynamoDbsShouldServeSpringsTranslatorToo() {
        RuntimeException error = error(400, "ValidationException", "wrong");
        assertThat(translation.translateExceptionIfPossible(error))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasCause(error);
    }

    private static DynamoDbException error(int status, String code, String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(details(code, message))
                .build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    }
}
