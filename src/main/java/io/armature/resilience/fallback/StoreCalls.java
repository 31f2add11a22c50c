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
package io.armature.resilience.fallback;

import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls a store so that it never fails or holds a call: what goes wrong is counted, and a store that fails is left alone. */
final class StoreCalls {

    private static final int FAILURES_IN_A_ROW = 5;

    private static final Duration REST = Duration.ofSeconds(1);

    private final FallbackStore store;

    private final FallbackStatistics statistics;

    private final LongSupplier nanoTime;

    private final Patience patience;

    private final CircuitBreaker circuitBreaker;

    StoreCalls(
            FallbackStore store, FallbackStatistics statistics, Clock clock, LongSupplier nanoTime, Patience patience) {
        this.store = store;
        this.statistics = statistics;
        this.nanoTime = nanoTime;
        this.patience = patience;
        this.circuitBreaker = CircuitBreaker.of(
                "fallback-store",
                CircuitBreakerConfig.custom()
                        .slidingWindow(FAILURES_IN_A_ROW, FAILURES_IN_A_ROW, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
    }

    OptionalLong now() {
        try {
            return store.now();
        } catch (RuntimeException ex) {
            statistics.add(Event.STORE_FAILURE);
            return OptionalLong.empty();
        }
    }

    /** Starts a command. The stage ends by an exception if the store is left alone, fails, or somebody has waited in vain. */
    <T> CompletableFuture<T> start(Function<FallbackStore, CompletionStage<T>> command) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!circuitBreaker.tryAcquirePermission()) {
            statistics.add(Event.STORE_FAILURE);
            result.cancel(false);
            return result;
        }
        result.whenComplete((value, failure) -> record(failure));
        try {
            command.apply(store).whenComplete((value, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else {
                    result.complete(value);
                }
            });
        } catch (RuntimeException ex) {
            result.completeExceptionally(ex);
        }
        return result;
    }

    private void record(@Nullable Throwable failure) {
        if (failure == null) {
            circuitBreaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            statistics.add(failure instanceof TimeoutException ? Event.STORE_TIMEOUT : Event.STORE_FAILURE);
            circuitBreaker.onError(0, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** Waits for a command as long as the budget lasts, and tells whether the store has acknowledged it. */
    boolean await(CompletableFuture<?> command, Budget budget) {
        if (!command.isDone() && budget.nanos > 0) {
            long started = nanoTime.getAsLong();
            patience.await(command, budget.nanos);
            budget.nanos -= nanoTime.getAsLong() - started;
        }
        if (!command.isDone()) {
            command.completeExceptionally(new TimeoutException());
        }
        return !command.isCompletedExceptionally();
    }

    /** The time that the store may still cost a call. For one thread. */
    static final class Budget {

        private long nanos;

        Budget(Duration time) {
            this.nanos = time.toNanos();
        }
    }
}
