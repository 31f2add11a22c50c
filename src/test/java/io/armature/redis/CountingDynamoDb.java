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
package io.armature.redis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes whatever is written to one table, and knows how much came when. */
final class CountingDynamoDb implements AutoCloseable {

    private static final Pattern ITEM = Pattern.compile("\"PutRequest\".*?\"of-(\\d+)-");

    private static final String TABLE =
            "{\"Table\":{\"TableName\":\"filled\",\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}}";

    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    private final Set<String> writers = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    private final HttpServer server;

    CountingDynamoDb() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns how many instances have written anything. */
    int writers() {
        return writers.size();
    }

    /** Returns the number of items that came in a span of time. */
    long count(long fromNanos, long toNanos) {
        return arrivals.stream()
                .filter(arrival -> arrival.atNanos() - fromNanos >= 0 && arrival.atNanos() - toNanos < 0)
                .mapToLong(Arrival::items)
                .sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean describes = operation.endsWith(".DescribeTable");
        if (!describes) {
            Matcher items = ITEM.matcher(body);
            int count = 0;
            while (items.find()) {
                count++;
                writers.add(items.group(1));
            }
            arrivals.add(new Arrival(System.nanoTime(), count));
        }
        byte[] answer = (describes ? TABLE : "{\"UnprocessedItems\":{}}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Arrival(long atNanos, int items) {}
}
