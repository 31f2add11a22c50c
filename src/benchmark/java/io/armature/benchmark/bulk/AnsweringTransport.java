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
package io.armature.benchmark.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** A transport that answers requests itself. Safe for use by concurrent threads if its answers are. */
abstract class AnsweringTransport implements SdkHttpClient {

    /**
     * Answers a request.
     *
     * @param operation such as {@code PutItem}
     * @param body the request in JSON
     */
    abstract Answer answer(String operation, InputStream body) throws IOException;

    /** Returns a client of the SDK on this transport, with its own defaults. */
    DynamoDbClient client() {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
        putInto(builder);
        return builder.build();
    }

    /** Lets a client have this transport, whatever it had before. */
    void putInto(DynamoDbClientBuilder builder) {
        builder.httpClientBuilder(defaults -> this);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return execute(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse execute(HttpExecuteRequest request) throws IOException {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        InputStream body = request.contentStreamProvider().orElseThrow().newStream();
        Answer answer = answer(target.substring(target.indexOf('.') + 1), body);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(answer.status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body)))
                .build();
    }

    @Override
    public String clientName() {
        return "Answering";
    }

    @Override
    public void close() {}

    /** What goes back. */
    record Answer(int status, byte[] body) {}
}
