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
package io.armature.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose requests end when the SDK says so.
 *
 * <p>The SDK ends an attempt by interrupting its thread and aborting its request. If it has done so just before there was
 * a request to abort, the request must not be sent, since nothing would end it. And if the request was waiting for a
 * connection, what the HTTP client throws must be a failure that the SDK knows.
 */
final class InterruptibleHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;

    InterruptibleHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new InterruptibleRequest(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record InterruptibleRequest(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("Interrupted before the request was sent");
            }
            try {
                return request.call();
            } catch (CancellationException ex) {
                throw (IOException) new InterruptedIOException("Cancelled before the request was sent").initCause(ex);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
