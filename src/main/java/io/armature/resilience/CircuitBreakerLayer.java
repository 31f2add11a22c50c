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
package io.armature.resilience;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Refuses calls to tables and endpoints that have been failing, and records how the others end.
 *
 * <p>Only operations on items count: those on tables have limits of their own, and say nothing about the items. Safe for use
 * by concurrent threads.
 */
public final class CircuitBreakerLayer implements CallLayer {

    private static final Set<String> OPERATIONS = Set.of(
            "GetItem",
            "BatchGetItem",
            "Query",
            "Scan",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactGetItems",
            "TransactWriteItems",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction");

    private final CircuitBreakers breakers;

    private final LongSupplier ticker;

    /**
     * Creates the layer.
     *
     * @param breakers the circuit breakers to ask
     */
    public CircuitBreakerLayer(CircuitBreakers breakers) {
        this(breakers, System::nanoTime);
    }

    CircuitBreakerLayer(CircuitBreakers breakers, LongSupplier ticker) {
        this.breakers = breakers;
        this.ticker = ticker;
    }

    static boolean concerns(Call call) {
        return OPERATIONS.contains(call.operation());
    }

    @Override
    public CallSlot slot() {
        return CallSlot.CIRCUIT_BREAKER;
    }

    /**
     * Passes the call on if all circuit breakers let it through.
     *
     * @throws CircuitBreakerOpenException if one of them does not
     */
    @Override
    public DynamoDbResponse call(Call call) {
        if (!concerns(call)) {
            return call.proceed(call.request());
        }
        CallPermission permission = breakers.acquire(call.endpoint(), call.tables());
        long started = ticker.getAsLong();
        DynamoDbResponse response;
        try {
            response = call.proceed(call.request());
        } catch (RuntimeException | Error ex) {
            permission.failed(ticker.getAsLong() - started, ex);
            throw ex;
        }
        permission.succeeded(ticker.getAsLong() - started);
        return response;
    }
}
