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

import io.armature.resilience.CircuitBreakerOpenException.Reason;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Outage;
import io.armature.resilience.RefusedCalls;
import io.armature.resilience.Throttling;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ExceptionTranslationTests {

    private static final Doing PUT = Doing.of("PutItem", "orders");

    private static final Doing GET = Doing.of("GetItem", "orders");

    private static final String ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders";

    private final ExceptionTranslation translation = new ExceptionTranslation();

    @ParameterizedTest
    @MethodSource("errors")
    void translateWhenErrorIsKnownShouldSayWhatToDo(
            RuntimeException error, Class<? extends DataAccessException> expected, String advice) {
        assertThat(translation.translateOrSelf(error, PUT))
                .isExactlyInstanceOf(expected)
                .hasMessageStartingWith("PutItem on table 'orders' ")
                .hasMessageContaining(advice)
                .hasCause(error);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        error("TransactionConflictException", "x"), ConcurrencyFailureException.class, "Repeat it"),
                Arguments.of(
                        error("TransactionInProgressException", "x"),
                        ConcurrencyFailureException.class,
                        "same token that is still being carried out"),
                Arguments.of(
                        error("ReplicatedWriteConflictException", "x"),
                        ConcurrencyFailureException.class,
                        "in another region"),
                Arguments.of(
                        error("ResourceNotFoundException", "Requested resource not found: Table: orders not found"),
                        InvalidDataAccessResourceUsageException.class,
                        "armature.tables.<name>.name, the region"),
                Arguments.of(
                        error("IdempotentParameterMismatchException", "x"),
                        InvalidDataAccessApiUsageException.class,
                        "Use a new token"),
                Arguments.of(
                        error("ResourceInUseException", "Table is being updated"),
                        TransientDataAccessResourceException.class,
                        "Wait until the table is active"),
                Arguments.of(
                        ItemCollectionSizeLimitExceededException.builder().build(),
                        DataIntegrityViolationException.class,
                        "key#0 to key#9"),
                Arguments.of(
                        cancelled(reason("ItemCollectionSizeLimitExceeded", "x")),
                        DataIntegrityViolationException.class,
                        "10 GB"),
                Arguments.of(
                        error("ValidationException", "Item size has exceeded the maximum allowed size"),
                        ItemTooLargeException.class,
                        "400 KB"),
                Arguments.of(
                        client("Timeout deadline: 10 MILLISECONDS, actual: 11 MILLISECONDS"),
                        TransientDataAccessResourceException.class,
                        "armature.client.max-connections"),
                Arguments.of(
                        client("Unable to load credentials from any of the providers"),
                        NonTransientDataAccessResourceException.class,
                        "armature.client.credentials"),
                Arguments.of(
                        AwsServiceException.builder()
                                .statusCode(503)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .serviceName("Sts")
                                        .errorCode("ServiceUnavailable")
                                        .build())
                                .build(),
                        NonTransientDataAccessResourceException.class,
                        "no credentials"),
                Arguments.of(
                        AbortedException.create("Thread was interrupted"),
                        TransientDataAccessResourceException.class,
                        "interrupted. The write may have happened"),
                Arguments.of(
                        SdkClientException.create("something else"),
                        NonTransientDataAccessResourceException.class,
                        "failed: something else"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void translateWhenDynamoDbIsAwayShouldSayHowAndWhetherAWriteMayHaveHappened(
            RuntimeException error, Outage outage, String text) {
        boolean mayHaveBeenApplied = !outage.isOfEndpoint();
        assertThat(FailureClassification.of(error).outage()).isEqualTo(outage);
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageContaining(text)
                .hasCause(error)
                .isInstanceOfSatisfying(TableUnavailableException.class, away -> {
                    assertThat(away.table()).isEqualTo("orders");
                    assertThat(away.since()).isNull();
                    assertThat(away.retryAt()).isNull();
                    assertThat(away.mayHaveBeenApplied()).isEqualTo(mayHaveBeenApplied);
                    assertThat(String.valueOf(away.getMessage()).contains("may have happened"))
                            .isEqualTo(mayHaveBeenApplied);
                });
        assertThat(translation.translateOrSelf(error, GET))
                .hasMessageNotContaining("may have happened")
                .isInstanceOfSatisfying(
                        TableUnavailableException.class,
                        away -> assertThat(away.mayHaveBeenApplied()).isFalse());
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(error(500, "InternalServerError", "oops"), Outage.SERVER_ERROR, "500 InternalServerError"),
                Arguments.of(ApiCallTimeoutException.create(5000), Outage.TIME_OUT, "armature.client.call-timeout"),
                Arguments.of(
                        io(new ConnectException("Connection refused")),
                        Outage.CONNECT,
                        "no connection to DynamoDB: Connection refused. Check armature.client.endpoint"),
                Arguments.of(io(new SSLHandshakeException("no trust")), Outage.TLS, "no trust"),
                Arguments.of(
                        io(new SocketException("Connection reset")), Outage.RESET, "armature.client.max-idle-time"),
                Arguments.of(io(new UnknownHostException("nowhere.invalid")), Outage.NAME, "nowhere.invalid. Check"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TableWriteKeyRangeThroughputExceeded | | Table 'orders' | has a hot partition",
                "IndexReadKeyRangeThroughputExceeded | /index/by-day | Index 'by-day' of table 'orders' | has a hot partition",
                "TableReadProvisionedThroughputExceeded | | Table 'orders' | Raise its read capacity units",
                "TableWriteProvisionedThroughputExceeded | | Table 'orders' | Raise its write capacity units",
                "IndexWriteProvisionedThroughputExceeded | /index/by-day | Index 'by-day' of table 'orders' | Writes to the table wait for the index",
                "TableWriteMaxOnDemandThroughputExceeded | | Table 'orders' | maximum of its write request units",
                "TableReadAccountLimitExceeded | | Table 'orders' | Service Quotas"
            })
    void translateWhenThrottledShouldAdviseByReason(String reason, String index, String resource, String advice) {
        RuntimeException error = ProvisionedThroughputExceededException.builder()
                .throttlingReasons(ThrottlingReason.builder()
                        .reason(reason)
                        .resource(ARN + (index == null ? "" : index))
                        .build())
                .requestId("R1")
                .build();
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageStartingWith("PutItem on table 'orders' was throttled, also when it was tried again. "
                        + resource + " (" + reason + ") ")
                .hasMessageContaining(advice)
                .hasMessageEndingWith("(request id R1)")
                .isInstanceOfSatisfying(
                        ThroughputExceededException.class,
                        exceeded -> assertThat(exceeded.throttling())
                                .extracting(Throttling::reason)
                                .containsExactly(reason));
    }

    @Test
    void translateWhenHotPartitionShouldNotAdviseMoreCapacity() {
        RuntimeException error = ProvisionedThroughputExceededException.builder()
                .throttlingReasons(ThrottlingReason.builder()
                        .reason("TableWriteKeyRangeThroughputExceeded")
                        .resource(ARN)
                        .build())
                .build();
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageContaining("More capacity does not help")
                .hasMessageNotContaining("Raise");
    }

    @Test
    void translateWhenThrottledWithoutReasonShouldNameTheTableThatWasCalled() {
        assertThat(translation.translateOrSelf(error("ThrottlingException", "Rate exceeded"), PUT))
                .hasMessageContaining("Table 'orders' has not enough capacity")
                .isInstanceOf(ThroughputExceededException.class);
        assertThat(translation.translateOrSelf(cancelled(reason("ThrottlingError", "x"), reason("None", null)), PUT))
                .hasMessageContaining("(ThrottlingError)")
                .isInstanceOf(ThroughputExceededException.class);
    }

    @Test
    void translateWhenConditionFailedShouldKeepThePresentItemAndNameItsAttributes() {
        Map<String, AttributeValue> item =
                Map.of("id", AttributeValue.fromS("1"), "owner", AttributeValue.fromS("SECRET"));
        RuntimeException error =
                ConditionalCheckFailedException.builder().item(item).build();
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageContaining("(present attributes: id, owner)")
                .hasMessageContaining("Read it again")
                .hasMessageNotContaining("SECRET")
                .isInstanceOfSatisfying(ConditionFailedException.class, failed -> {
                    assertThat(failed.item()).isEqualTo(item);
                    assertThat(failed.conflicts()).hasToString("[Conflict[index=0, item=" + item.keySet() + "]]");
                    assertThat(failed.mayHaveBeenApplied()).isFalse();
                });
    }

    @Test
    void translateWhenConditionFailedAfterALostAnswerShouldSayThatItMayBeItsOwnWrite() {
        RuntimeException error =
                ConditionalCheckFailedException.builder().numAttempts(2).build();
        error.addSuppressed(SdkClientException.create("Request attempt 1 failure: Read timed out"));
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageContaining("may have been its own write")
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failed -> assertThat(failed.mayHaveBeenApplied()).isTrue());
    }

    @Test
    void translateWhenConditionsOfTransactionFailedShouldTellWhich() {
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("SECRET"));
        RuntimeException error = cancelled(
                reason("None", null),
                reason("ConditionalCheckFailed", "The conditional request failed").toBuilder()
                        .item(item)
                        .build(),
                reason("ConditionalCheckFailed", "The conditional request failed"));
        assertThat(translation.translateOrSelf(error, PUT))
                .hasMessageContaining("writes 1 (present attributes: id), 2 (counted from 0)")
                .hasMessageNotContaining("SECRET")
                .isInstanceOfSatisfying(ConditionFailedException.class, failed -> {
                    assertThat(failed.conflicts())
                            .extracting(ConditionFailedException.Conflict::index)
                            .containsExactly(1, 2);
                    assertThat(failed.item()).isEqualTo(item);
                });
    }

    @Test
    void translateWhenTransactionIsCancelledForSeveralReasonsShouldTellEach() {
        RuntimeException error = cancelled(
                reason("ConditionalCheckFailed", "x"),
                reason("None", null),
                reason("TransactionConflict", "x"),
                reason("ValidationError", "Input collection [SECRET, SECRET] contains duplicates"));
        assertThat(translation.translateOrSelf(error, PUT))
                .isExactlyInstanceOf(ConcurrencyFailureException.class)
                .hasMessageContaining(
                        "write 0 found the item not as its condition wants it; write 2 met another transaction"
                                + " on the same item; write 3 failed with ValidationError (Input collection (...) contains"
                                + " duplicates)");
    }

    @Test
    void translateWhenTransactionIsInvalidShouldExplainItsReasons() {
        assertThat(translation.translateOrSelf(
                        cancelled(
                                reason("None", null),
                                reason(
                                        "ValidationError",
                                        "One or more parameter values were invalid: Missing the key sk in the item")),
                        PUT))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("write 1: One or more")
                .hasMessageContaining("Give 'sk' a value");
    }

    /** Texts of DynamoDB that no engine for tests has; those of the engines are tried on them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The provided key element does not match the schema | must have each key attribute",
                "One or more parameter values were invalid: Missing the key sk in the item | Give 'sk' a value",
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N | Store 'pk' with",
                "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: by-g | type that the index declares",
                "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: name | such as #name in place of",
                "1 validation error detected: Value '[TransactWriteItem(Put=Put(Item={pk=SECRET}))]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100 | A transaction takes 100 items",
                "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes | 2,048 bytes",
                "Number overflow. Attempting to store a number with magnitude larger than supported range | 38 digits"
            })
    void translateWhenRequestIsInvalidShouldExplainIt(String text, String advice) {
        assertThat(translation.translateOrSelf(error("ValidationException", text), PUT))
                .isExactlyInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("refused as invalid: ")
                .hasMessageContaining(advice)
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User: arn:aws:iam::123456789012:user/shop is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1:123456789012:table/orders because no identity-based policy allows the dynamodb:PutItem action | dynamodb:PutItem on arn:aws:dynamodb:eu-central-1:123456789012:table/orders is missing. Allow it in the identity-based policy",
                "User: arn:aws:iam::123456789012:user/shop is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1:123456789012:table/orders with an explicit deny in a service control policy | denied explicitly in the service control policy, so allowing it elsewhere does not help",
                "User: arn:aws:iam::123456789012:user/shop is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:123456789012:key/1 because no resource-based policy allows the kms:Decrypt action | the key that encrypts the table needs kms:Decrypt on arn:aws:kms:eu-central-1:123456789012:key/1. Allow it in the resource-based policy",
                "User: arn:aws:iam::123456789012:user/shop is not authorized to perform: dynamodb:PutItem | dynamodb:PutItem is missing. Allow it in the IAM policy",
                "No. | IAM policy of the application's role. No."
            })
    void translateWhenAccessIsDeniedShouldNameActionAndResource(String text, String expected) {
        assertThat(translation.translateOrSelf(error("AccessDeniedException", text), PUT))
                .isExactlyInstanceOf(PermissionDeniedDataAccessException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UnrecognizedClientException, credentials were not accepted",
        "ExpiredTokenException, credentials were not accepted",
        "InvalidSignatureException, credentials were not accepted",
        "RequestExpired, Set the clock"
    })
    void translateWhenCredentialsAreNotAcceptedShouldSayThat(String code, String expected) {
        assertThat(translation.translateOrSelf(error(code, "The security token SECRET is invalid"), PUT))
                .isExactlyInstanceOf(PermissionDeniedDataAccessException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void translateWhenBreakerIsOpenShouldTellSinceWhenAndWhenToComeAgain() {
        Instant since = Instant.parse("2026-03-01T12:00:00Z");
        Instant retryAt = Instant.parse("2026-03-01T12:01:00Z");
        RuntimeException open = RefusedCalls.of(Reason.OUTAGE, "shop-orders", since, retryAt);
        assertThat(translation.translateOrSelf(open, PUT))
                .hasMessageStartingWith("PutItem on table 'orders' was refused.")
                .hasMessageContaining("since 2026-03-01T12:00:00Z")
                .hasMessageContaining("at 2026-03-01T12:01:00Z")
                .hasCause(open)
                .isInstanceOfSatisfying(TableUnavailableException.class, away -> {
                    assertThat(away.table()).isEqualTo("orders");
                    assertThat(away.since()).isEqualTo(since);
                    assertThat(away.retryAt()).isEqualTo(retryAt);
                    assertThat(away.mayHaveBeenApplied()).isFalse();
                });
        assertThat(translation.translateExceptionIfPossible(open))
                .isInstanceOfSatisfying(
                        TableUnavailableException.class,
                        away -> assertThat(away.table()).isEqualTo("shop-orders"));
    }

    @Test
    void translateWhenBreakerIsForcedOpenShouldPromiseNoTime() {
        assertThat(translation.translateOrSelf(RefusedCalls.of(Reason.FORCED, null, null, null), PUT))
                .hasMessageContaining("until somebody closes it")
                .isInstanceOfSatisfying(
                        TableUnavailableException.class,
                        away -> assertThat(away.retryAt()).isNull());
    }

    @Test
    void translateWhenErrorIsNotTheSdksShouldLeaveIt() {
        IllegalArgumentException other = new IllegalArgumentException("x");
        assertThat(translation.translateOrSelf(other, PUT)).isSameAs(other);
        assertThat(translation.translateExceptionIfPossible(other)).isNull();
        assertThat(translation.translateExceptionIfPossible(SdkClientException.create("of any service")))
                .isNull();
    }

    @Test
    void translateWhenErrorIsDynamoDbsShouldServeSpringsTranslatorToo() {
        RuntimeException error = error("ValidationException", "wrong");
        assertThat(translation.translateExceptionIfPossible(error))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageStartingWith("A call to DynamoDB was refused")
                .hasCause(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems", "ExecuteStatement"
            })
    void doingWhenOperationMayWriteShouldBeNoRead(String operation) {
        assertThat(Doing.of(operation, "orders").isRead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan", "DescribeTable", "ListTables"})
    void doingWhenOperationReadsShouldBeRead(String operation) {
        assertThat(Doing.of(operation, "orders").isRead()).isTrue();
    }

    private static SdkClientException client(String text) {
        return SdkClientException.create("Unable to execute HTTP request: " + text);
    }

    private static SdkClientException io(IOException cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }

    private static TransactionCanceledException cancelled(CancellationReason... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.asList(reasons))
                .build();
    }

    private static CancellationReason reason(String code, String message) {
        return CancellationReason.builder().code(code).message(message).build();
    }

    private static DynamoDbException error(String code, String message) {
        return error(400, code, message);
    }

    private static DynamoDbException error(int status, String code, String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
