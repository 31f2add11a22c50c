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
package io.armature.encryption.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.armature.client.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** A KMS that answers each operation as it is told to, for what LocalStack cannot imitate. */
public final class StubKms implements AutoCloseable {

    public static final String GENERATE = "GenerateDataKey";

    public static final String DECRYPT = "Decrypt";

    static final String DESCRIBE = "DescribeKey";

    static final String SECRET = "never-shown-secret";

    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDNEVERSHOWN", SECRET));

    static {
        // Without it each answer waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private final CountDownLatch released = new CountDownLatch(1);

    private final ExecutorService executor = Executors.newCachedThreadPool();

    private final HttpServer server;

    private volatile boolean hanging;

    /** Starts it. */
    public StubKms() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    static KmsSettings quick() {
        return new KmsSettings(
                10, Duration.ofMillis(500), Duration.ofMillis(150), Duration.ofMillis(400), 2, false, false);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    KmsClient client(Region region) {
        KmsSettings settings = new KmsSettings(
                10, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(9), 1, false, false);
        return client(settings, region, CREDENTIALS);
    }

    KmsClient client(KmsSettings settings, Region region, AwsCredentialsProvider credentials) {
        return new KmsClientFactory(settings, new ConnectionSettings(region, uri(), credentials)).create();
    }

    void answer(String operation, String body) {
        answers.put(operation, new Answer(200, body));
    }

    void fail(String operation, int status, String code, String message) {
        answers.put(operation, new Answer(status, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message)));
    }

    public void generates(String keyId, byte[] key, byte[] wrapped) {
        answer(
                GENERATE,
                "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\",\"CiphertextBlob\":\"%s\"}"
                        .formatted(keyId, base64(key), base64(wrapped)));
    }

    public void decrypts(String keyId, byte[] key) {
        answer(DECRYPT, "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}".formatted(keyId, base64(key)));
    }

    void describes(String arn, String more) {
        answer(
                DESCRIBE,
                ("{\"KeyMetadata\":{\"Arn\":\"%s\",\"KeyUsage\":\"ENCRYPT_DECRYPT\","
                                + "\"KeySpec\":\"SYMMETRIC_DEFAULT\",\"KeyManager\":\"CUSTOMER\",\"KeyState\":\"Enabled\"%s}}")
                        .formatted(arn, more));
    }

    void hang() {
        hanging = true;
    }

    List<Request> requests() {
        return requests;
    }

    public List<String> operations() {
        return requests.stream().map(Request::operation).toList();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Request request = new Request(target.substring(target.indexOf('.') + 1), body);
        requests.add(request);
        if (hanging) {
            awaitRelease();
        }
        Answer answer = answers.getOrDefault(request.operation(), new Answer(500, "{}"));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        executor.shutdown();
    }

    /**
     * What came.
     *
     * @param operation the operation
     * @param body the JSON text
     */
    record Request(String operation, String body) {}

    private record Answer(int status, String body) {}
}
