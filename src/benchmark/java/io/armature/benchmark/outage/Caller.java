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
package io.armature.benchmark.outage;

import io.armature.benchmark.Checks;
import io.armature.resilience.fallback.FallbackMark;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** A way to read an item, with what counts what it costs. Instances may be used by many threads. */
final class Caller implements AutoCloseable {

    private static final GetItemRequest REQUEST = GetItemRequest.builder()
            .tableName("customer")
            .key(Map.of("id", AttributeValue.fromS("1")))
            .build();

    private final AtomicInteger busy = new AtomicInteger();

    private final AttemptCounter attempts;

    private final Callable<GetItemResponse> read;

    private final Runnable end;

    /**
     * Creates a caller.
     *
     * @param client the client
     * @param attempts what counts the attempts of that client
     * @param guard what is around each call
     * @param end what ends all that belongs to it
     */
    Caller(DynamoDbClient client, AttemptCounter attempts, Guard guard, Runnable end) {
        this.attempts = attempts;
        this.read = guard.around(() -> read(client));
        this.end = end;
    }

    private GetItemResponse read(DynamoDbClient client) {
        busy.incrementAndGet();
        try {
            return client.getItem(REQUEST);
        } finally {
            busy.decrementAndGet();
        }
    }

    /** Calls once. */
    Answer call() {
        GetItemResponse response;
        try {
            response = read.call();
        } catch (Exception ex) {
            return Answer.EXCEPTION;
        }
        Checks.require("one".equals(response.item().get("name").s()), "Another item came back than was asked for");
        return FallbackMark.of(response).isPresent() ? Answer.COPY : Answer.ITEM;
    }

    /** Returns the threads that are in a call of the client now, also those whose caller has gone. */
    int busyThreads() {
        return busy.get();
    }

    /** Returns the attempts until now. */
    int attempts() {
        return attempts.count();
    }

    @Override
    public void close() {
        end.run();
    }

    /** What is put around a call. */
    interface Guard {

        /** Calls without anything around. */
        Guard NONE = call -> call;

        Callable<GetItemResponse> around(Callable<GetItemResponse> call);
    }
}
