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

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection open, on a thread of its own, and knows Redis's time by it. It opens the connection again when nothing was
 * heard for some seconds, which also finds a new primary when the old one vanished without a word. Safe for use by concurrent
 * threads.
 */
final class RedisKeeper implements AutoCloseable {

    static final String THREAD = "armature-redis";

    static final Duration CLOCK_ROUND_TRIP = Duration.ofMillis(100);

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration CLOCK_VALIDITY = Duration.ofSeconds(5);

    private final RedisClock clock = new RedisClock(System::nanoTime, CLOCK_VALIDITY, CLOCK_ROUND_TRIP);

    private final ScheduledThreadPoolExecutor background =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, THREAD));

    private final RedisSettings settings;

    private final RedisNotices notices;

    private final Consumer<RedisClusterAsyncCommands<byte[], byte[]>> greeting;

    private final LongSupplier shiftMicros;

    private final Timer timer;

    private volatile @Nullable RedisSession session;

    private volatile boolean connected;

    private volatile long heardNanos;

    private volatile boolean closed;

    /** Used by the background thread only. */
    private @Nullable RedisConnector connector;

    /** Used by the background thread only. */
    private boolean opening;

    /**
     * Creates a keeper, which begins to connect in the background.
     *
     * @param settings how to connect
     * @param notices told of what goes wrong
     * @param greeting what is sent whenever there is a new connection
     * @param shiftMicros what is added to the time that Redis answers
     * @param timer what counts time, and is stopped by its owner
     */
    RedisKeeper(
            RedisSettings settings,
            RedisNotices notices,
            Consumer<RedisClusterAsyncCommands<byte[], byte[]>> greeting,
            LongSupplier shiftMicros,
            Timer timer) {
        this.settings = settings;
        this.notices = notices;
        this.greeting = greeting;
        this.shiftMicros = shiftMicros;
        this.timer = timer;
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        background.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    RedisClock clock() {
        return clock;
    }

    /** Returns the connection, {@code null} while there is none. */
    @Nullable
    RedisSession session() {
        return connected ? session : null;
    }

    /**
     * Asks Redis for its time now.
     *
     * @return ends when the clock knows it
     */
    CompletionStage<Void> askTime() {
        RedisSession current = session;
        if (current == null) {
            return CompletableFuture.failedFuture(RedisRefusedException.NOT_CONNECTED);
        }
        RedisClock.Question question = clock.ask();
        return current.time(settings.commandTimeout().toMillis())
                .whenComplete((micros, failure) -> heard(failure))
                .thenAccept(micros -> clock.answered(question, micros + shiftMicros.getAsLong()));
    }

    private void heard(@Nullable Throwable failure) {
        if (failure != null) {
            notices.failed(failure);
        }
        // One that may not tell the time is there nevertheless.
        if (failure == null || failure instanceof RedisCommandExecutionException) {
            heardNanos = System.nanoTime();
        }
    }

    private static void ignore(CompletionStage<Void> stage) {
        stage.exceptionally(ex -> null);
    }

    private void tick() {
        try {
            RedisSession current = session;
            if (current == null) {
                open();
            } else if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                forgetSession();
                current.connection().closeAsync();
                open();
            } else {
                ignore(askTime());
            }
        } catch (RuntimeException ex) {
            notices.notConnected(ex);
        }
    }

    private void open() {
        if (opening) {
            return;
        }
        if (connector == null) {
            connector = new RedisConnector(settings, timer);
        }
        CompletableFuture<RedisSession> opened =
                connector.connect(this::connected, this::disconnected).toCompletableFuture();
        opening = true;
        opened.copy()
                .orTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((session, failure) -> inBackground(() -> opened(opened, failure)));
    }

    private void inBackground(Runnable task) {
        if (!closed) {
            try {
                background.execute(task);
            } catch (RejectedExecutionException ex) {
                // It was closed in between, and nobody needs the connection.
            }
        }
    }

    private void opened(CompletableFuture<RedisSession> opened, @Nullable Throwable failure) {
        opening = false;
        if (failure != null || closed) {
            opened.thenAccept(late -> late.connection().closeAsync());
            notices.notConnected(failure);
            return;
        }
        RedisSession current = opened.join();
        heardNanos = System.nanoTime();
        session = current;
        notices.connected();
        connected(current.connection());
    }

    private void connected(Object connection) {
        RedisSession current = session;
        if (current == null || current.connection() != connection) {
            return;
        }
        clock.forget();
        connected = true;
        ignore(askTime());
        greeting.accept(current.commands());
    }

    private void disconnected(Object connection) {
        RedisSession current = session;
        if (current != null && current.connection() == connection) {
            connected = false;
            clock.forget();
        }
    }

    private void forgetSession() {
        session = null;
        connected = false;
        clock.forget();
    }

    /** Closes the connection and waits a moment for its threads to end. */
    @Override
    public void close() {
        closed = true;
        background.shutdownNow();
        try {
            background.awaitTermination(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        forgetSession();
        if (connector != null) {
            connector.close();
        }
    }
}
