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
package io.armature.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * A transport that answers every request at once: with what was said for its operation, with an empty document otherwise.
 * Answers are said before anybody calls; calling is safe for threads, looking at the last body belongs to one.
 */
public final class StubbedTransport implements SdkHttpClient {

    private static final byte[] EMPTY = "{}".getBytes(UTF_8);

    private static final String TARGET = "X-Amz-Target";

    private final Map<String, byte[]> answers = new HashMap<>();

    private volatile @Nullable ContentStreamProvider last;

    /** Says what an operation is answered with: a document in JSON. */
    public StubbedTransport answer(String operation, String document) {
        answers.put("DynamoDB_20120810." + operation, document.getBytes(UTF_8));
        return this;
    }

    /** Returns a client of the SDK on this transport, with its own defaults. */
    public DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return builder()
                .overrideConfiguration(
                        configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor))
                .build();
    }

    /** Returns a builder of a client on this transport, with the SDK's defaults. */
    public DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder()
                .httpClient(this)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    }

    /** Returns what was sent last. */
    public String lastBody() {
        ContentStreamProvider sent = last;
        if (sent == null) {
            throw new IllegalStateException("Nothing was sent");
        }
        try (InputStream body = sent.newStream()) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        last = request.contentStreamProvider().orElse(null);
        String operation = request.httpRequest().firstMatchingHeader(TARGET).orElse("");
        byte[] document = answers.getOrDefault(operation, EMPTY);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(document);
            }

            @Override
            public void abort() {}
        };
    }

    private static HttpExecuteResponse answer(byte[] document) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(200)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(document)))
                .build();
    }

    @Override
    public String clientName() {
        return "Stubbed";
    }

    @Override
    public void close() {}
}
