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
package io.armature.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An HTTP client that answers every request itself with the description of a table. */
final class RehearsalHttpClient implements SdkHttpClient {

    private static final String ANSWER = """
            {"Table":{"TableName":"armature-rehearsal","TableStatus":"ACTIVE","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],\
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}}""";

    private final SdkHttpClient unused;

    /** Takes the client that would have sent the requests, which is closed with this one. */
    RehearsalHttpClient(SdkHttpClient unused) {
        this.unused = unused;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer();
            }

            @Override
            public void abort() {}
        };
    }

    private static HttpExecuteResponse answer() {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER.getBytes(UTF_8))))
                .build();
    }

    @Override
    public String clientName() {
        return unused.clientName();
    }

    @Override
    public void close() {
        unused.close();
    }
}
