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
package io.armature.benchmark.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers DescribeTable for every table at once, so that what is measured is the application that asks. */
final class TableDescriptions implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("\"TableName\":\"([^\"]+)\"");

    private static final String ANSWER = """
            {"Table":{"TableName":"%s","TableStatus":"ACTIVE",\
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],\
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"name","AttributeType":"S"}],\
            "GlobalSecondaryIndexes":[{"IndexName":"by-name","IndexStatus":"ACTIVE",\
            "KeySchema":[{"AttributeName":"name","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}}""";

    private final AtomicInteger count = new AtomicInteger();

    private final HttpServer server;

    TableDescriptions() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns how many were asked for since this was called last. */
    int takeCount() {
        return count.getAndSet(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher name = NAME.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            boolean found = "DynamoDB_20120810.DescribeTable"
                            .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    && name.find();
            byte[] answer = (found ? ANSWER.formatted(name.group(1)) : "{}").getBytes(UTF_8);
            count.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(found ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
