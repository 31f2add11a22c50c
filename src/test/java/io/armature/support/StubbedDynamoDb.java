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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/** Answers requests of the SDK in the place of a network, always the same to each operation, and says which there were. */
public final class StubbedDynamoDb implements SdkHttpClient {

    private static final Answer NOTHING = new Answer(200, "{}".getBytes(UTF_8));

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private final Queue<String> operations = new ConcurrentLinkedQueue<>();

    private final LongAdder putsInBatches = new LongAdder();

    private volatile boolean recording = true;

    private volatile String lastBody = "";

    /** Returns what gives this one to a client. */
    public SdkHttpClient.Builder<?> builder() {
        return new Giver(this);
    }

    /** Sets the answer to an operation, which is an empty object otherwise. */
    public void answer(String operation, String body) {
        answers.put(operation, new Answer(200, body.getBytes(UTF_8)));
    }

    /** Refuses an operation with one of DynamoDB's errors. */
    public void refuse(String operation, String error) {
        refuse(operation, error, "");
    }

    /** Refuses a write since its condition failed, and shows the item that made it fail. */
    public void refuseCondition(String operation, String item) {
        refuse(operation, "ConditionalCheckFailedException", ", \"Item\": " + item);
    }

    private void refuse(String operation, String error, String more) {
        String body =
                "{\"__type\": \"com.amazonaws.dynamodb.v20120810#" + error + "\", \"message\": \"stub\"" + more + "}";
        answers.put(operation, new Answer(400, body.getBytes(UTF_8)));
    }

    /** Writes down no more, since that costs what is being measured. */
    public void stopRecording() {
        recording = false;
    }

    /** Returns the operations of all requests since the last time, in their order. */
    public List<String> takeOperations() {
        List<String> taken = List.copyOf(operations);
        operations.clear();
        return taken;
    }

    /** Returns how many items all batches since the last time were to put. */
    public long takePutsInBatches() {
        return putsInBatches.sumThenReset();
    }

    /** Returns what the last request said. */
    public String lastBody() {
        return lastBody;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() {
                String operation = operation(request.httpRequest());
                if (recording) {
                    operations.add(operation);
                    String body = body(request);
                    putsInBatches.add(body.split("\"PutRequest\":", -1).length - 1);
                    lastBody = body;
                }
                return answers.getOrDefault(operation, NOTHING).toResponse();
            }

            @Override
            public void abort() {}
        };
    }

    private static String operation(SdkHttpRequest request) {
        String target = request.firstMatchingHeader("X-Amz-Target").orElseThrow();
        return target.substring(target.indexOf('.') + 1);
    }

    private static String body(HttpExecuteRequest request) {
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {}

    private record Giver(SdkHttpClient client) implements SdkHttpClient.Builder<Giver> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return client;
        }
    }

    private record Answer(int status, byte[] body) {

        private HttpExecuteResponse toResponse() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(status)
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .putHeader("Content-Length", String.valueOf(body.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }
    }
}
