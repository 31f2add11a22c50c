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

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Sends commands to Redis for callers who never wait longer than the time-out, and no more of them than may wait. Safe for use by
 * concurrent threads.
 */
final class RedisLink implements AutoCloseable {

    /** How fine the time-outs are; they end that much early rather than late. No caller has to wake a thread for its own. */
    private static final Duration TIMER_TICK = Duration.ofMillis(4);

    private final HashedWheelTimer timer = new HashedWheelTimer(
            task -> RedisKeeper.daemon(task, RedisKeeper.THREAD + "-timer"),
            TIMER_TICK.toMillis(),
            TimeUnit.MILLISECONDS);

    private final RedisNotices notices;

    private final RedisKeeper keeper;

    private final int requestQueue;

    private final long timerDelayMillis;

    /**
     * Creates a link, which opens itself in the background.
     *
     * @param settings how to connect
     * @param greeting what is sent whenever there is a new connection
     * @param shiftMicros what is added to the time that Redis answers
     */
    RedisLink(
            RedisSettings settings,
            Consumer<RedisClusterAsyncCommands<byte[], byte[]>> greeting,
            LongSupplier shiftMicros) {
        this.requestQueue = settings.requestQueue();
        this.timerDelayMillis = Math.max(1, settings.commandTimeout().toMillis() - TIMER_TICK.toMillis());
        this.notices = new RedisNotices(settings.topology());
        this.keeper = new RedisKeeper(settings, notices, greeting, shiftMicros, timer);
    }

    RedisClock clock() {
        return keeper.clock();
    }

    /** Whether commands are sent. */
    boolean isConnected() {
        return keeper.session() != null;
    }

    /** Asks Redis for its time now; ends when the clock knows it. */
    CompletionStage<Void> askTime() {
        return keeper.askTime();
    }

    /**
     * Sends commands, unless too many wait already. Lettuce would refuse them too, but only after they waited for its thread, and
     * each with an entry in the log.
     *
     * @param count number of commands
     * @param commands the commands
     * @return their answer, which comes within the time-out or not at all; the commands may run later nevertheless
     */
    <T> CompletableFuture<T> send(int count, Function<RedisSession, CompletionStage<T>> commands) {
        RedisSession current = keeper.session();
        if (current == null) {
            return CompletableFuture.failedFuture(RedisRefusedException.NOT_CONNECTED);
        }
        if (current.waiting().addAndGet(count) > requestQueue + count - 1) {
            current.waiting().addAndGet(-count);
            return CompletableFuture.failedFuture(RedisRefusedException.QUEUE_FULL);
        }
        CompletableFuture<T> answer = answer(count, current, commands);
        if (!answer.isDone()) {
            Timeout timeout = timer.newTimeout(
                    late -> answer.completeExceptionally(RedisRefusedException.TIMED_OUT),
                    timerDelayMillis,
                    TimeUnit.MILLISECONDS);
            answer.whenComplete((value, failure) -> timeout.cancel());
        }
        return answer;
    }

    private <T> CompletableFuture<T> answer(
            int count, RedisSession current, Function<RedisSession, CompletionStage<T>> commands) {
        CompletionStage<T> answer;
        try {
            answer = commands.apply(current);
        } catch (RuntimeException ex) {
            answer = CompletableFuture.failedFuture(ex);
        }
        // A copy, so that the time-out of the caller does not count as the answer.
        CompletableFuture<T> copy = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            current.waiting().addAndGet(-count);
            if (failure == null) {
                copy.complete(value);
            } else {
                notices.failed(failure);
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }

    /** Closes the connection and waits a moment for its threads to end. */
    @Override
    public void close() {
        keeper.close();
        timer.stop();
    }
}
