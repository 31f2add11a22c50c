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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.client.CredentialsMissingException;
import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import io.armature.resilience.Throttling.Scope;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What each failure is; that the SDK throws them so is shown where it does. */
class FailureClassifierTests {

    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders";

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError, OUTAGE, true",
        "400, InternalServerError, OUTAGE, true",
        "500, InternalFailure, OUTAGE, true",
        "503, ServiceUnavailable, OUTAGE, true",
        "502, , OUTAGE, true",
        "504, SomethingOfTomorrow, OUTAGE, true",
        "408, RequestTimeout, OUTAGE, true",
        "400, ProvisionedThroughputExceededException, THROTTLED, false",
        "400, ThrottlingException, THROTTLED, false",
        "400, Throttling, THROTTLED, false",
        "400, ThrottlingOfTomorrow, THROTTLED, false",
        "400, RequestLimitExceeded, THROTTLED, false",
        "429, , THROTTLED, false",
        "400, ConditionalCheckFailedException, CONDITION_FAILED, false",
        "400, TransactionConflictException, CANCELLED, false",
        "400, TransactionInProgressException, CANCELLED, true",
        "400, ReplicatedWriteConflictException, CANCELLED, false",
        "400, ValidationException, INVALID, false",
        "400, ItemCollectionSizeLimitExceededException, INVALID, false",
        "400, IdempotentParameterMismatchException, INVALID, false",
        "400, DuplicateItem, INVALID, false",
        "400, DuplicateItemException, INVALID, false",
        "400, SerializationException, INVALID, false",
        "400, UnknownOperationException, INVALID, false",
        "413, , INVALID, false",
        "400, SomethingOfTomorrow, INVALID, false",
        "400, AccessDeniedException, DENIED, false",
        "400, UnrecognizedClientException, DENIED, false",
        "400, ExpiredTokenException, DENIED, false",
        "400, InvalidSignatureException, DENIED, false",
        "400, MissingAuthenticationTokenException, DENIED, false",
        "400, IncompleteSignatureException, DENIED, false",
        "400, RequestExpired, DENIED, false",
        "403, , DENIED, false",
        "401, SomethingOfTomorrow, DENIED, false",
        "400, ResourceNotFoundException, MISSING, false",
        "400, TableNotFoundException, MISSING, false",
        "400, BackupNotFoundException, MISSING, false",
        "404, , MISSING, false",
        "400, ResourceInUseException, OTHER, false",
        "400, LimitExceededException, OTHER, false",
        "400, TableAlreadyExistsException, OTHER, false",
        "304, , OTHER, true"
    })
    void classifyWhenDynamoDbAnswersShouldGoByCodeAndThenByStatus(
            int status, String code, Kind kind, boolean mayHaveBeenApplied) {
        FailureClassification found = FailureClassification.of(service(status, code));
        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.mayHaveBeenApplied()).isEqualTo(mayHaveBeenApplied);
    }

    @Test
    void classifyWhenModeledExceptionHasNoCodeShouldGoByItsType() {
        assertThat(FailureClassification.of(
                                ConditionalCheckFailedException.builder().build())
                        .kind())
                .isEqualTo(Kind.CONDITION_FAILED);
        assertThat(FailureClassification.of(
                                InternalServerErrorException.builder().build())
                        .outage())
                .isEqualTo(Outage.SERVER_ERROR);
        assertThat(FailureClassification.of(ResourceNotFoundException.builder().build())
                        .kind())
                .isEqualTo(Kind.MISSING);
        assertThat(FailureClassification.of(
                                RequestLimitExceededException.builder().build())
                        .kind())
                .isEqualTo(Kind.THROTTLED);
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(ApiCallTimeoutException.create(5), Outage.TIME_OUT),
                Arguments.of(ApiCallAttemptTimeoutException.create(5), Outage.TIME_OUT),
                Arguments.of(client(new SocketTimeoutException("Read timed out")), Outage.TIME_OUT),
                Arguments.of(client(new IOException(new TimeoutException())), Outage.RESET),
                Arguments.of(client(new SocketTimeoutException("connect timed out")), Outage.CONNECT),
                Arguments.of(client(new SocketTimeoutException("Connect timed out")), Outage.CONNECT),
                Arguments.of(client(new ConnectTimeoutException("Connect to a failed: timeout")), Outage.CONNECT),
                Arguments.of(client(new HttpHostConnectException("Connect to a failed")), Outage.CONNECT),
                Arguments.of(client(new ConnectException("Connection refused")), Outage.CONNECT),
                Arguments.of(client(new NoRouteToHostException()), Outage.CONNECT),
                Arguments.of(client(new SocketException("Network is unreachable")), Outage.CONNECT),
                Arguments.of(client(new UnknownHostException("nowhere.invalid")), Outage.NAME),
                Arguments.of(client(client(new UnknownHostException("nowhere.invalid"))), Outage.NAME),
                Arguments.of(client(new UnresolvedAddressException()), Outage.NAME),
                Arguments.of(client(new SSLHandshakeException("PKIX path building failed")), Outage.TLS),
                Arguments.of(client(new SSLPeerUnverifiedException("wrong host")), Outage.TLS),
                Arguments.of(client(new SSLException("Unsupported or unrecognized SSL message")), Outage.TLS),
                Arguments.of(client(new SSLException("Connection reset")), Outage.RESET),
                Arguments.of(client(new SocketException("Connection reset")), Outage.RESET),
                Arguments.of(client(new SocketException("Broken pipe")), Outage.RESET),
                Arguments.of(client(new NoHttpResponseException("no answer")), Outage.RESET),
                Arguments.of(client(new ConnectionClosedException("Premature end")), Outage.RESET),
                Arguments.of(client(new EOFException()), Outage.RESET),
                Arguments.of(Crc32MismatchException.create("wrong sum", new IllegalStateException()), Outage.RESET),
                Arguments.of(SdkClientException.create("Unable to unmarshall response (x)"), Outage.RESET),
                Arguments.of(new UncheckedIOException(new SocketException("Connection reset")), Outage.RESET));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void classifyWhenThereIsNoAnswerShouldTellTheOutage(Throwable failure, Outage outage) {
        FailureClassification found = FailureClassification.of(failure);
        assertThat(found.kind()).isEqualTo(Kind.OUTAGE);
        assertThat(found.outage()).isEqualTo(outage);
        assertThat(found.mayHaveBeenApplied()).isEqualTo(!outage.isOfEndpoint());
    }

    static Stream<Arguments> attemptsBeforeTheEnd() {
        return Stream.of(
                Arguments.of(
                        client(new ConnectTimeoutException("Connect to a failed: timeout")),
                        Kind.OUTAGE,
                        Outage.CONNECT),
                Arguments.of(client(new UnknownHostException("nowhere.invalid")), Kind.OUTAGE, Outage.NAME),
                Arguments.of(client(new SSLHandshakeException("PKIX")), Kind.OUTAGE, Outage.TLS),
                Arguments.of(client(new ConnectionRequestTimeoutException("Timeout deadline: 1")), Kind.NOT_SENT, null),
                Arguments.of(service(400, "ThrottlingException"), Kind.THROTTLED, null),
                Arguments.of(client(new SocketException("Connection reset")), Kind.OUTAGE, Outage.TIME_OUT),
                Arguments.of(service(500, "InternalServerError"), Kind.OUTAGE, Outage.TIME_OUT),
                Arguments.of(new IllegalStateException("of no attempt"), Kind.OUTAGE, Outage.TIME_OUT));
    }

    @ParameterizedTest
    @MethodSource("attemptsBeforeTheEnd")
    void classifyWhenTheTimeOfTheCallIsOverShouldGoByTheAttemptBefore(
            Throwable attempt, Kind kind, @Nullable Outage outage) {
        ApiCallTimeoutException failure = ApiCallTimeoutException.create(5);
        failure.addSuppressed(attempt);

        FailureClassification found = FailureClassification.of(failure);
        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.outage()).isEqualTo(outage);
        assertThat(found.mayHaveBeenApplied()).isTrue();
    }

    static Stream<Arguments> notSent() {
        return Stream.of(
                Arguments.of(client(new ConnectionRequestTimeoutException("Timeout deadline: 1 MILLISECONDS")), false),
                Arguments.of(client(new Throwable("Acquire operation took longer than the configured maximum")), false),
                Arguments.of(client(new SocketException("Too many open files")), false),
                Arguments.of(SdkClientException.create("Unable to load credentials from any of the providers"), false),
                Arguments.of(
                        SdkClientException.create("Failed to load credentials.", new UnknownHostException("imds")),
                        false),
                Arguments.of(SdkClientException.create("Unable to load region from any of the providers"), false),
                Arguments.of(new CredentialsMissingException(new IllegalStateException()), false),
                Arguments.of(new IllegalStateException("Connection pool shut down"), false),
                Arguments.of(another(400, "ThrottlingException"), false),
                Arguments.of(another(503, "ServiceUnavailable"), false),
                Arguments.of(AbortedException.create("Thread was interrupted"), true),
                Arguments.of(client(new InterruptedException()), true),
                Arguments.of(client(new InterruptedIOException("thread interrupted")), true),
                Arguments.of(client(new ClosedByInterruptException()), true));
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void classifyWhenTheApplicationIsTheReasonShouldBeNotSent(Throwable failure, boolean mayHaveBeenApplied) {
        assertThat(FailureClassification.of(failure))
                .isEqualTo(new FailureClassification(Kind.NOT_SENT, null, List.of(), mayHaveBeenApplied));
    }

    @ParameterizedTest
    @CsvSource({
        "TableReadProvisionedThroughputExceeded, TABLE",
        "TableWriteProvisionedThroughputExceeded, TABLE",
        "IndexWriteProvisionedThroughputExceeded, INDEX",
        "TableReadKeyRangeThroughputExceeded, KEY_RANGE",
        "IndexWriteKeyRangeThroughputExceeded, KEY_RANGE",
        "TableReadAccountLimitExceeded, ACCOUNT",
        "IndexWriteAccountLimitExceeded, ACCOUNT",
        "TableWriteMaxOnDemandThroughputExceeded, TABLE",
        "IndexReadMaxOnDemandThroughputExceeded, INDEX",
        "SomethingOfTomorrow, UNKNOWN",
        ", UNKNOWN"
    })
    void classifyWhenThrottledShouldTakeOverTheReasons(String reason, Scope scope) {
        ThrottlingReason given =
                ThrottlingReason.builder().reason(reason).resource(TABLE).build();
        List<Throttling> expected = List.of(new Throttling(scope, reason, TABLE));
        assertThat(FailureClassification.of(ProvisionedThroughputExceededException.builder()
                                .throttlingReasons(given)
                                .build())
                        .throttling())
                .isEqualTo(expected);
        assertThat(FailureClassification.of(ThrottlingException.builder()
                                .throttlingReasons(given)
                                .build())
                        .throttling())
                .isEqualTo(expected);
        assertThat(FailureClassification.of(RequestLimitExceededException.builder()
                                .throttlingReasons(given)
                                .build())
                        .throttling())
                .isEqualTo(expected);
    }

    @Test
    void classifyWhenThrottledWithoutReasonsShouldHaveOneThatIsUnknown() {
        assertThat(FailureClassification.of(service(400, "ThrottlingException")).throttling())
                .containsExactly(new Throttling(Scope.UNKNOWN, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "None|ConditionalCheckFailed|ConditionalCheckFailed, CONDITION_FAILED",
        "ConditionalCheckFailed|TransactionConflict, CANCELLED",
        "TransactionConflict, CANCELLED",
        "ThrottlingError|None, THROTTLED",
        "ProvisionedThroughputExceeded|ThrottlingError, THROTTLED",
        "ThrottlingError|ConditionalCheckFailed, CANCELLED",
        "ValidationError, INVALID",
        "ItemCollectionSizeLimitExceeded|ValidationError, INVALID",
        "ValidationError|ConditionalCheckFailed, CANCELLED",
        "AccessDenied, DENIED",
        "SomethingOfTomorrow, CANCELLED",
        "None, CANCELLED"
    })
    void classifyWhenTransactionIsCancelledShouldGoByWhatItsReasonsHaveInCommon(String codes, Kind kind) {
        FailureClassification found = FailureClassification.of(TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(codes.split("\\|"))
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build());
        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.mayHaveBeenApplied()).isFalse();
        assertThat(found.throttling().isEmpty()).isEqualTo(kind != Kind.THROTTLED);
    }

    @Test
    void classifyWhenAnotherServiceDeniesShouldBeDenied() {
        assertThat(FailureClassification.of(another(403, "AccessDenied")).kind())
                .isEqualTo(Kind.DENIED);
    }

    @Test
    void classifyWhenBreakerIsOpenShouldBeRefused() {
        CircuitBreakerOpenException open = new CircuitBreakerOpenException(
                CircuitBreakerOpenException.Reason.OUTAGE, "orders", "eu-central-1", null, null);
        assertThat(FailureClassification.of(open))
                .isEqualTo(new FailureClassification(Kind.REFUSED, null, List.of(), false));
    }

    @Test
    void classifyWhenItIsNothingOfTheSdkShouldBeOther() {
        assertThat(FailureClassification.of(new IllegalStateException("x")))
                .isEqualTo(new FailureClassification(Kind.OTHER, null, List.of(), true));
        assertThat(FailureClassification.of(new StackOverflowError()).kind()).isEqualTo(Kind.OTHER);
        assertThat(FailureClassification.of(SdkClientException.create("x")).kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void classifyWhenHandedBetweenThreadsShouldLookInside() {
        RuntimeException failure = service(500, "InternalServerError");
        assertThat(FailureClassification.of(new CompletionException(new ExecutionException(failure))))
                .isEqualTo(FailureClassification.of(failure));
        assertThat(FailureClassification.of(new CompletionException("empty", null))
                        .kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void classifyWhenCausesGoRoundShouldEnd() {
        IllegalStateException first = new IllegalStateException();
        SdkClientException round = SdkClientException.create("round", first);
        first.initCause(round);
        assertThat(FailureClassification.of(round).kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | Slow down (Service: DynamoDb, Status Code: 400, Request ID: A) (SDK Attempt Count: 1)",
                "false | Unable to execute HTTP request: Connect to http://localhost:1 failed: Connection refused",
                "false | Unable to execute HTTP request: Timeout deadline: 100 MILLISECONDS, actual: 101 MILLISECONDS",
                "true | Oops (Service: DynamoDb, Status Code: 500, Request ID: A)",
                "true | Unable to execute HTTP request: Read timed out",
                "true | Unable to execute HTTP request: Connection reset",
                "true | HTTP request execution did not complete before the specified timeout configuration: 200 millis"
            })
    void classifyWhenEarlierAttemptsAreKnownShouldTellWhetherOneMayHaveBeenApplied(boolean applied, String earlier) {
        for (SdkException last : List.of(
                service(400, "ConditionalCheckFailedException"),
                service(400, "ThrottlingException"),
                client(new ConnectException("Connection refused")))) {
            SdkException repeated = last.toBuilder().numAttempts(2).build();
            repeated.addSuppressed(SdkClientException.create("Request attempt 1 failure: " + earlier));
            FailureClassification found = FailureClassification.of(repeated);
            assertThat(found.mayHaveBeenApplied()).isEqualTo(applied);
            assertThat(found.kind()).isEqualTo(FailureClassification.of(last).kind());
            assertThat(FailureClassification.of(client(repeated)).mayHaveBeenApplied())
                    .as("wrapped by an interceptor")
                    .isEqualTo(applied);
        }
    }

    @Test
    void classifyWhenEarlierAttemptIsNotToldShouldTakeItAsApplied() {
        assertThat(FailureClassification.of(service(400, "ConditionalCheckFailedException").toBuilder()
                                .numAttempts(2)
                                .build())
                        .mayHaveBeenApplied())
                .isTrue();
        assertThat(FailureClassification.of(service(400, "ConditionalCheckFailedException").toBuilder()
                                .numAttempts(1)
                                .build())
                        .mayHaveBeenApplied())
                .isFalse();
    }

    @Test
    void classifyWhenEarlierAttemptFailedInTheSameWordsShouldBeAsCertainAsTheLast() {
        SdkException last = SdkClientException.builder()
                .message("Unable to execute HTTP request: nowhere.invalid: Name or service not known")
                .cause(new UnknownHostException("nowhere.invalid: Name or service not known"))
                .numAttempts(2)
                .build();
        last.addSuppressed(
                SdkClientException.create(
                        "Request attempt 1 failure: Unable to execute HTTP request: nowhere.invalid: Name or service not known"));
        assertThat(FailureClassification.of(last).mayHaveBeenApplied()).isFalse();
    }

    @Test
    void createWhenPartsDoNotFitShouldFail() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FailureClassification(Kind.OUTAGE, null, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FailureClassification(Kind.THROTTLED, null, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FailureClassification(Kind.INVALID, Outage.RESET, List.of()));
    }

    private static SdkClientException client(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }

    private static DynamoDbException service(int status, String code) {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(details("DynamoDb", code))
                .build();
    }

    private static AwsServiceException another(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(details("Sts", code))
                .build();
    }

    private static AwsErrorDetails details(String service, String code) {
        return AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage("stub")
                .build();
    }
}
