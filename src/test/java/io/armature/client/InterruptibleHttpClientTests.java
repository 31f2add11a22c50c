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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

class InterruptibleHttpClientTests {

    private static final HttpExecuteRequest REQUEST =
            HttpExecuteRequest.builder().build();

    private final HttpExecuteResponse response = HttpExecuteResponse.builder().build();

    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicInteger aborts = new AtomicInteger();

    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void callShouldPassOn() throws Exception {
        ExecutableHttpRequest request = client(() -> response).prepareRequest(REQUEST);

        assertThat(request.call()).isSameAs(response);
        request.abort();
        assertThat(aborts).hasValue(1);
    }

    @Test
    void callWhenInterruptedBeforeShouldNotBeSent() {
        ExecutableHttpRequest request = client(() -> response).prepareRequest(REQUEST);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(request::call);
        assertThat(calls).hasValue(0);
        assertThat(Thread.currentThread().isInterrupted())
                .as("left for the SDK to see")
                .isTrue();
    }

    @Test
    void callWhenCancelledShouldFailAsTheSdkExpects() {
        ExecutableHttpRequest request = client(() -> {
                    throw new CancellationException();
                })
                .prepareRequest(REQUEST);

        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(request::call)
                .withCauseInstanceOf(CancellationException.class);
    }

    @Test
    void clientShouldKeepNameAndCloseOfTheOther() {
        SdkHttpClient client = client(() -> response);
        client.close();

        assertThat(client.clientName()).isEqualTo("Apache5");
        assertThat(closed).hasValue(1);
    }

    private SdkHttpClient client(Callable<HttpExecuteResponse> call) {
        return new InterruptibleHttpClient(new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new StubRequest(call);
            }

            @Override
            public String clientName() {
                return "Apache5";
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
    }

    private final class StubRequest implements ExecutableHttpRequest {

        private final Callable<HttpExecuteResponse> call;

        StubRequest(Callable<HttpExecuteResponse> call) {
            this.call = call;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            calls.incrementAndGet();
            try {
                return call.call();
            } catch (IOException | RuntimeException ex) {
                throw ex;
            } catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        }

        @Override
        public void abort() {
            aborts.incrementAndGet();
        }
    }
}
