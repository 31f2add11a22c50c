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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import io.armature.resilience.RawServer.Answer;
import io.armature.resilience.Throttling.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The failures as this release of the SDK throws them, with its Apache 5 client on real sockets. */
class SdkFailureTests {

    private final RawServer server = new RawServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING, RESET",
        "RESET, RESET",
        "CUT_HEAD, RESET",
        "CUT_BODY, RESET",
        "WRONG_SUM, RESET",
        "NO_JSON, RESET"
    })
    void callWhenTheAnswerIsBrokenShouldBeReset(Answer answer, Outage expected) {
        server.answer(answer);
        assertThat(failureOf(builder -> {}))
                .isEqualTo(new FailureClassification(Kind.OUTAGE, expected, List.of(), true));
    }

    @Test
    void callWhenNobodyListensShouldBeConnect() {
        server.close();
        assertThat(failureOf(builder -> {}))
                .isEqualTo(new FailureClassification(Kind.OUTAGE, Outage.CONNECT, List.of(), false));
    }

    @Test
    void callWhenThereIsNoNameShouldBeName() {
        assertThat(failureOf(builder -> builder.endpointOverride(URI.create("http://nowhere.invalid:8000"))))
                .isEqualTo(new FailureClassification(Kind.OUTAGE, Outage.NAME, List.of(), false));
    }

    @Test
    void callWhenServerSpeaksNoTlsShouldBeTls() {
        server.answer(Answer.NO_JSON);
        URI secure = URI.create("https://127.0.0.1:" + server.port());
        assertThat(failureOf(builder -> builder.endpointOverride(secure)))
                .isEqualTo(new FailureClassification(Kind.OUTAGE, Outage.TLS, List.of(), false));
    }

    @Test
    void callWhenServerIsSilentShouldBeTimeOut() {
        server.answer(Answer.SILENCE);
        FailureClassification expected = new FailureClassification(Kind.OUTAGE, Outage.TIME_OUT, List.of(), true);
        assertThat(failureOf(builder -> builder.overrideConfiguration(
                        configuration -> configuration.apiCallTimeout(Duration.ofMillis(300)))))
                .isEqualTo(expected);
        assertThat(failureOf(builder -> builder.overrideConfiguration(configuration -> configuration
                        .apiCallAttemptTimeout(Duration.ofMillis(300))
                        .retryStrategy(retry -> retry.maxAttempts(1)))))
                .isEqualTo(expected);
        assertThat(failureOf(builder ->
                        builder.httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofMillis(300)))))
                .isEqualTo(expected);
    }

    @Test
    void callWhenPoolIsExhaustedShouldBeNotSent() throws InterruptedException {
        server.answer(Answer.SILENCE);
        try (DynamoDbClient client = client(builder -> builder.httpClientBuilder(
                Apache5HttpClient.builder().maxConnections(1).connectionAcquisitionTimeout(Duration.ofMillis(50))))) {
            Thread first = new Thread(() -> catchThrowable(() -> get(client)));
            first.start();
            server.awaitRequest();
            assertThat(FailureClassification.of(catchThrowable(() -> get(client))))
                    .isEqualTo(new FailureClassification(Kind.NOT_SENT, null, List.of(), false));
            server.close();
            first.join();
        }
    }

    @Test
    void callWhenThreadIsInterruptedShouldBeNotSentButMayHaveBeenApplied() throws InterruptedException {
        server.answer(Answer.SILENCE);
        FailureClassification[] found = new FailureClassification[1];
        CountDownLatch done = new CountDownLatch(1);
        try (DynamoDbClient client = client(builder -> {})) {
            Thread caller = new Thread(() -> {
                found[0] = FailureClassification.of(catchThrowable(() -> get(client)));
                done.countDown();
            });
            caller.start();
            server.awaitRequest();
            caller.interrupt();
            // A blocking read of the JDK does not see the interrupt before its connection ends.
            server.close();
            done.await();
        }
        assertThat(found[0].mayHaveBeenApplied()).isTrue();
        assertThat(found[0].kind()).isEqualTo(Kind.NOT_SENT);
    }

    @Test
    void callWhenThereAreNoCredentialsShouldBeNotSent() {
        FailureClassification expected = new FailureClassification(Kind.NOT_SENT, null, List.of(), false);
        ProfileFile empty = ProfileFile.aggregator().build();
        assertThat(failureOf(builder -> builder.credentialsProvider(EnvironmentVariableCredentialsProvider.create())))
                .isEqualTo(expected);
        assertThat(failureOf(builder -> builder.credentialsProvider(ProfileCredentialsProvider.builder()
                        .profileFile(() -> empty)
                        .profileName("none")
                        .build())))
                .isEqualTo(expected);
    }

    @Test
    void callWhenClientIsClosedShouldBeNotSent() {
        DynamoDbClient client = client(builder -> {});
        client.close();
        assertThat(FailureClassification.of(catchThrowable(() -> get(client))))
                .isEqualTo(new FailureClassification(Kind.NOT_SENT, null, List.of(), false));
    }

    @Test
    void callWhenThrottledShouldReadTheReasonsOfTheAnswer() {
        server.answer(400, """
                {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                 "message":"The level of configured provisioned throughput for the table was exceeded.",
                 "ThrottlingReasons":[{"reason":"TableReadKeyRangeThroughputExceeded",
                   "resource":"arn:aws:dynamodb:eu-central-1:123456789012:table/orders"}]}""");
        FailureClassification found = failureOf(builder -> {});
        assertThat(found.mayHaveBeenApplied()).as("after retries").isFalse();
        assertThat(found.throttling())
                .containsExactly(new Throttling(
                        Scope.KEY_RANGE,
                        "TableReadKeyRangeThroughputExceeded",
                        "arn:aws:dynamodb:eu-central-1:123456789012:table/orders"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void callWhenServerFailsShouldBeServerError(int status) {
        server.answer(status, "<html>no JSON</html>");
        assertThat(failureOf(builder -> {}))
                .isEqualTo(new FailureClassification(Kind.OUTAGE, Outage.SERVER_ERROR, List.of(), true));
    }

    @Test
    void callWhenItIsRefusedAfterALostAnswerShouldTellThatItMayHaveBeenApplied() {
        server.answer(Answer.NOTHING);
        server.afterwards(400, """
                {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"failed"}""");
        assertThat(failureOf(builder -> {}))
                .isEqualTo(new FailureClassification(Kind.CONDITION_FAILED, null, List.of(), true));
    }

    /** So a call that only tried to connect until its time was up cannot be told from one that had no answer. */
    @Test
    void callTimeOutShouldKeepNothingOfItsAttempts() {
        server.close();
        try (DynamoDbClient client = client(builder -> builder.overrideConfiguration(configuration -> configuration
                .apiCallTimeout(Duration.ofMillis(500))
                .retryStrategy(retry -> retry.maxAttempts(1_000))))) {
            Throwable failure = catchThrowable(() -> get(client));
            assertThat(failure).isInstanceOf(ApiCallTimeoutException.class).hasNoCause();
            assertThat(failure.getSuppressed()).isEmpty();
        }
    }

    private FailureClassification failureOf(Consumer<DynamoDbClientBuilder> change) {
        try (DynamoDbClient client = client(change)) {
            return FailureClassification.of(catchThrowable(() -> get(client)));
        }
    }

    private DynamoDbClient client(Consumer<DynamoDbClientBuilder> change) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(2)))
                .httpClientBuilder(Apache5HttpClient.builder());
        change.accept(builder);
        return builder.build();
    }

    private static void get(DynamoDbClient client) {
        client.getItem(request -> request.tableName("orders").key(Map.of("id", AttributeValue.fromS("1"))));
    }
}
