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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that gives one answer to everything, or none until it is let go. */
final class StubEndpoint implements AutoCloseable {

    static {
        // Without it each answer waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final AtomicInteger requests = new AtomicInteger();

    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

    private final CountDownLatch requested = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);

    private final ExecutorService executor = Executors.newCachedThreadPool();

    private final HttpServer server;

    private volatile boolean hanging;

    private volatile int status = 200;

    private volatile String body = "{}";

    StubEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        callers.add(exchange.getRemoteAddress());
        requested.countDown();
        exchange.getRequestBody().readAllBytes();
        if (hanging) {
            awaitRelease();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
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

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answer(int status, String error) {
        this.status = status;
        this.body = "{\"__type\": \"com.amazonaws.dynamodb.v20120810#" + error + "\", \"message\": \"stub\"}";
    }

    void hang() {
        hanging = true;
    }

    void letGo() {
        released.countDown();
    }

    void awaitRequest() throws InterruptedException {
        requested.await();
    }

    int requests() {
        return requests.get();
    }

    /** Returns the number of connections over which requests came. */
    int connections() {
        return callers.size();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        executor.shutdown();
    }
}
