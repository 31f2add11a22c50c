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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.armature.client.ClientLayers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Errors that no engine for tests makes, answered as DynamoDB's API documents them. */
class AnsweredErrorTests {

    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";

    private final ExceptionTranslation translation = new ExceptionTranslation();

    private HttpServer server;

    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        client = new ClientLayers(List.of())
                .wrap(DynamoDbClient.builder()
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .overrideConfiguration(configuration -> configuration
                                .apiCallTimeout(Duration.ofSeconds(20))
                                .retryStrategy(retry -> retry.maxAttempts(1)))
                        .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void callWhenKeyRangeIsThrottledShouldNameIndexAndReason() {
        assertThat(put(
                        400,
                        "{'__type':'" + TYPE
                                + "ProvisionedThroughputExceededException','message':'x','ThrottlingReasons':["
                                + "{'reason':'IndexWriteKeyRangeThroughputExceeded','resource':"
                                + "'arn:aws:dynamodb:eu-central-1:123456789012:table/orders/index/by-day'}]}"))
                .isExactlyInstanceOf(ThroughputExceededException.class)
                .hasMessageContaining(
                        "Index 'by-day' of table 'orders' (IndexWriteKeyRangeThroughputExceeded) has a hot partition")
                .hasMessageEndingWith("(request id R1)");
    }

    @Test
    void callWhenAccessIsDeniedShouldNameActionAndResource() {
        assertThat(put(
                        400,
                        "{'__type':'com.amazon.coral.service#AccessDeniedException','Message':'User:"
                                + " arn:aws:sts::123456789012:assumed-role/shop/i-1 is not authorized to perform: dynamodb:PutItem on"
                                + " resource: arn:aws:dynamodb:eu-central-1:123456789012:table/orders because no identity-based policy"
                                + " allows the dynamodb:PutItem action'}"))
                .isExactlyInstanceOf(PermissionDeniedDataAccessException.class)
                .hasMessageStartingWith("PutItem on table 'orders' is not permitted: dynamodb:PutItem on"
                        + " arn:aws:dynamodb:eu-central-1:123456789012:table/orders is missing. Allow it in the"
                        + " identity-based policy");
    }

    @Test
    void callWhenItemCollectionIsFullShouldAdviseSharding() {
        assertThat(put(
                        400,
                        "{'__type':'" + TYPE
                                + "ItemCollectionSizeLimitExceededException','message':'Item collection size"
                                + " limit exceeded'}"))
                .isExactlyInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("10 GB")
                .hasMessageContaining("key#0 to key#9");
    }

    @Test
    void callWhenServerFailsShouldBeUnavailableAndMayHaveWritten() {
        assertThat(put(500, "{'__type':'" + TYPE + "InternalServerError','message':'x'}"))
                .isInstanceOfSatisfying(
                        TableUnavailableException.class,
                        away -> assertThat(away.mayHaveBeenApplied()).isTrue())
                .hasMessageContaining("failed inside DynamoDB (500 InternalServerError)");
    }

    @Test
    void callWhenNothingListensShouldBeTranslatedForTheApplicationsOwnCodeToo() {
        server.stop(0);
        assertThat(put(0, ""))
                .isInstanceOfSatisfying(TableUnavailableException.class, away -> {
                    assertThat(away.table()).isEqualTo("orders");
                    assertThat(away.mayHaveBeenApplied()).isFalse();
                })
                .hasMessageStartingWith("PutItem on table 'orders' found no connection to DynamoDB: ");
    }

    @Test
    void callWhenTableIsBusyShouldAdviseToWait() {
        assertThat(put(400, "{'__type':'" + TYPE + "LimitExceededException','message':'Subscriber limit exceeded'}"))
                .isExactlyInstanceOf(TransientDataAccessResourceException.class)
                .hasMessageContaining("Wait until the table is active");
    }

    /** Lets a PutItem be answered so, and returns what code of the application gets to see. */
    private DataAccessException put(int status, String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.getResponseHeaders().set("x-amzn-RequestId", "R1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        SdkException thrown = catchThrowableOfType(
                SdkException.class,
                () -> client.putItem(
                        request -> request.tableName("orders").item(Map.of("id", AttributeValue.fromS("1")))));
        DataAccessException translated = translation.translateExceptionIfPossible(thrown);
        assertThat(translated).hasCause(thrown);
        return translated;
    }
}
