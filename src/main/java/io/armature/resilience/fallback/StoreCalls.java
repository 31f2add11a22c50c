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
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls a store so that it never fails or holds a call: what goes wrong is counted, and a store that hangs is left alone. */
final class StoreCalls {

    /** No item has it: asked for to see whether the store answers. */
    private static final List<StoreKey> NOBODYS = List.of(new StoreKey("armature", "probe"));

    private final StoreBreaker breaker = new StoreBreaker();

    private final FallbackStore store;

    private final FallbackStatistics statistics;

    private final LongSupplier nanoTime;

    private final Patience patience;

    private final long timeoutNanos;

    StoreCalls(
            FallbackStore store,
            Duration timeout,
            FallbackStatistics statistics,
            LongSupplier nanoTime,
            Patience patience) {
        this.store = store;
        this.timeoutNanos = timeout.toNanos();
        this.statistics = statistics;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    OptionalLong now() {
        try {
            return store.now();
        } catch (RuntimeException ex) {
            statistics.add(Event.STORE_FAILURE);
            return OptionalLong.empty();
        }
    }

    /** Returns what the store may cost one call. */
    Budget budget() {
        return new Budget(timeoutNanos);
    }

    /** Starts a command. The stage ends by an exception if the store is left alone, fails, or somebody has waited in vain. */
    <T> CompletableFuture<T> start(Function<FallbackStore, CompletionStage<T>> command) {
        return breaker.isOpen() ? refused() : send(command);
    }

    /** Starts a command that does good even if it runs late; for a store that is left alone nobody waits. */
    <T> CompletableFuture<T> startEvenLate(Function<FallbackStore, CompletionStage<T>> command) {
        boolean open = breaker.isOpen();
        CompletableFuture<T> result = send(command);
        return open && !result.isDone() ? refused() : result;
    }

    /** Asks a store that is left alone how it is, now and then; called in the background. */
    void askAfter() {
        if (breaker.isTimeToAsk(nanoTime.getAsLong())) {
            send(target -> target.find(NOBODYS));
        }
    }

    private <T> CompletableFuture<T> refused() {
        statistics.add(Event.STORE_FAILURE);
        CompletableFuture<T> result = new CompletableFuture<>();
        result.cancel(false);
        return result;
    }

    private <T> CompletableFuture<T> send(Function<FallbackStore, CompletionStage<T>> command) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long started = nanoTime.getAsLong();
        result.whenComplete((value, failure) -> record(nanoTime.getAsLong() - started, failure));
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

    private void record(long nanos, @Nullable Throwable failure) {
        if (failure == null && nanos <= timeoutNanos) {
            breaker.answered();
            return;
        }
        // A store may give up by itself somewhat sooner than its callers do.
        boolean late = nanos > timeoutNanos / 2;
        if (late) {
            breaker.tookTooLong(nanoTime.getAsLong());
        }
        if (failure != null) {
            statistics.add(late || failure instanceof TimeoutException ? Event.STORE_TIMEOUT : Event.STORE_FAILURE);
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

        private Budget(long nanos) {
            this.nanos = nanos;
        }
    }
}
