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
import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Takes the place of the {@link CircuitBreakerLayer} around a client for bulk work: it waits while a circuit breaker is open, and
 * records nothing. Bulk work drives a table to its limits on purpose, and so must not decide for everybody else.
 *
 * <p>Safe for use by concurrent threads.
 */
public final class BulkCircuitBreakerLayer implements CallLayer {

    /** The longest time until the circuit breakers are asked again, since somebody may close them by hand. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final CircuitBreakers breakers;

    private final Pause pause;

    /**
     * Creates the layer.
     *
     * @param breakers the circuit breakers to ask
     */
    public BulkCircuitBreakerLayer(CircuitBreakers breakers) {
        this(breakers, time -> Thread.sleep(time.toMillis() + 1));
    }

    BulkCircuitBreakerLayer(CircuitBreakers breakers, Pause pause) {
        this.breakers = breakers;
        this.pause = pause;
    }

    @Override
    public CallSlot slot() {
        return CallSlot.CIRCUIT_BREAKER;
    }

    /**
     * Passes the call on as soon as no circuit breaker would refuse it.
     *
     * @throws AbortedException if the thread is interrupted while it waits; it stays interrupted
     */
    @Override
    public DynamoDbResponse call(Call call) {
        if (CircuitBreakerLayer.concerns(call)) {
            await(call);
        }
        return call.proceed(call.request());
    }

    private void await(Call call) {
        Duration left = breakers.untilRetry(call.endpoint(), call.tables());
        while (!left.isZero()) {
            try {
                pause.of(left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw AbortedException.create("Interrupted while a circuit breaker was open", ex);
            }
            left = breakers.untilRetry(call.endpoint(), call.tables());
        }
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        void of(Duration time) throws InterruptedException;
    }
}
