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
package io.armature.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.armature.support.FaultProxy.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** Tests of {@link FaultProxy} and of what DynamoDB is made to answer by it. */
@WithDynamoDbLocal
class FaultProxyTests {

    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("1"));

    /** Enough for what happens on loopback. */
    private static final int PATIENCE_MILLIS = 200;

    private final DynamoDbEndpoint engine;

    private final String table;

    private FaultProxy proxy;

    private DynamoDbClient client;

    FaultProxyTests(DynamoDbEndpoint engine) {
        this.engine = engine;
        this.table = engine.uniqueTableName("proxy");
    }

    @BeforeEach
    void start() {
        engine.client()
                .createTable(create -> create.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build()));
        proxy = new FaultProxy(engine.uri());
        client = DynamoDbClient.builder()
                .endpointOverride(proxy.uri())
                .region(Region.of(engine.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(engine.accessKey(), engine.secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
        engine.client().deleteTable(delete -> delete.tableName(table));
    }

    @Test
    void noneShouldPassRequestsAndAnswersOnOverOneConnection() {
        put();

        assertThat(client.getItem(get -> get.tableName(table).key(ITEM)).item()).isEqualTo(ITEM);
        assertThat(proxy.requests()).isEqualTo(2);
        assertThat(proxy.connections()).isOne();
        assertThat(proxy.openConnections()).isOne();
    }

    @Test
    void refusedShouldRefuseConnectionsAndCutThoseThatAreOpen() {
        put();
        proxy.switchTo(Fault.REFUSED);

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connected().close())
                .withMessageContaining("refused");
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void silentShouldLetAttemptsToConnectHang() {
        proxy.switchTo(Fault.SILENT);

        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> connected().close())
                .withMessageContaining("Connect timed out");
    }

    @Test
    void resetShouldResetOnceTheRequestHasArrived() throws Exception {
        proxy.switchTo(Fault.RESET);

        try (Socket socket = requested()) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read())
                    .withMessageContaining("reset");
        }
        assertThat(proxy.requests()).isOne();
    }

    @Test
    void hungShouldReadAndNeverAnswer() throws Exception {
        proxy.switchTo(Fault.HUNG);

        try (Socket socket = requested()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
            assertThat(proxy.requests()).isOne();
        }
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void dripShouldKeepTheTimeOutOfTheSocketQuiet() throws Exception {
        proxy.switchTo(Fault.DRIP);

        try (Socket socket = requested()) {
            long start = System.nanoTime();
            byte[] begin = socket.getInputStream().readNBytes(20);
            assertThat(new String(begin, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 ");
            assertThat(System.nanoTime() - start).isGreaterThan(PATIENCE_MILLIS * 1_000_000L);
        }
    }

    @Test
    void answerLostShouldLetTheEngineDoWhatTheClientDoesNotLearn() {
        proxy.switchTo(Fault.ANSWER_LOST);

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(this::put);
        assertThat(engine.client()
                        .getItem(get -> get.tableName(table).key(ITEM))
                        .item())
                .isEqualTo(ITEM);
    }

    @ParameterizedTest
    @EnumSource
    void noneWhenThereWasAFaultShouldWorkOnTheSamePort(Fault fault) {
        URI before = proxy.uri();
        for (int i = 0; i < 5; i++) {
            proxy.switchTo(fault);
            proxy.switchTo(Fault.NONE);
            proxy.cutConnections();
        }
        Awaitility.await().until(() -> proxy.openConnections() == 0);

        assertThatNoException().isThrownBy(this::put);
        assertThat(proxy.uri()).isEqualTo(before);
    }

    @Test
    void cutIdleConnectionsShouldCloseThoseWithoutARequest() throws Exception {
        put();
        proxy.switchTo(Fault.HUNG);
        try (Socket busy = requested()) {
            Awaitility.await().until(() -> proxy.requests() == 2);
            proxy.cutIdleConnections();

            Awaitility.await().until(() -> proxy.openConnections() == 1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> busy.getInputStream().read());
        }
    }

    @Test
    void answerWhenGivenAShareShouldSpreadItEvenly() {
        proxy.answer(FaultyAnswer.SERVER_ERROR, 0.25);
        StringBuilder outcomes = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            outcomes.append(outcome());
        }
        proxy.answerNothing();

        assertThat(outcomes).hasToString("...!...!...!");
        assertThatNoException().isThrownBy(this::put);
    }

    @Test
    void answerWhenThrottledShouldBeReadByTheSdkWithItsReasons() {
        proxy.answer(FaultyAnswer.throttled("TableReadKeyRangeThroughputExceeded", table), 1);
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(this::put)
                .satisfies(ex -> {
                    assertThat(ex.hasThrottlingReasons()).isTrue();
                    assertThat(ex.throttlingReasons())
                            .singleElement()
                            .hasToString("ThrottlingReason(Reason=TableReadKeyRangeThroughputExceeded,"
                                    + " Resource=arn:aws:dynamodb:us-east-1:123456789012:table/" + table + ")");
                    assertThat(ex.requestId()).isNotBlank();
                });

        proxy.answer(FaultyAnswer.throttledOnDemand("TableReadAccountLimitExceeded", table), 1);
        assertThatExceptionOfType(ThrottlingException.class)
                .isThrownBy(this::put)
                .satisfies(ex -> assertThat(ex.throttlingReasons())
                        .singleElement()
                        .extracting(Object::toString)
                        .asString()
                        .contains("TableReadAccountLimitExceeded", table));
    }

    private char outcome() {
        try {
            put();
            return '.';
        } catch (RuntimeException ex) {
            return '!';
        }
    }

    private void put() {
        client.putItem(put -> put.tableName(table).item(ITEM));
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", proxy.uri().getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException ex) {
            socket.close();
            throw ex;
        }
    }

    /** Returns a connection over which the engine was asked for something, if only for what it doesn't know. */
    private Socket requested() throws IOException {
        Socket socket = connected();
        socket.getOutputStream()
                .write("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
