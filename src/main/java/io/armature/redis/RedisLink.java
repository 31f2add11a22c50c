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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Redis that nobody waits for. It is opened in the background, and again when nothing was heard for some seconds,
 * which also finds a new primary when the old one vanished without a word. A command either is answered within the time-out, or
 * fails. Safe for use by concurrent threads.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** How fine the time-outs are; they end that much early rather than late. No caller has to wake a thread for its own. */
    private static final Duration TIMER_TICK = Duration.ofMillis(4);

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration CLOCK_VALIDITY = Duration.ofSeconds(5);

    static final Duration CLOCK_ROUND_TRIP = Duration.ofMillis(100);

    private final RedisSettings settings;

    private final Consumer<RedisClusterAsyncCommands<byte[], byte[]>> greeting;

    private final LongSupplier shiftMicros;

    private final long timeoutMillis;

    private final long timerDelayMillis;

    private final HashedWheelTimer timer = new HashedWheelTimer(
            task -> daemon(task, "armature-redis-timer"), TIMER_TICK.toMillis(), TimeUnit.MILLISECONDS);

    private final RedisClock clock = new RedisClock(System::nanoTime, CLOCK_VALIDITY, CLOCK_ROUND_TRIP);

    private final RedisBreaker breaker = new RedisBreaker(this::askSoon);

    private final ScheduledExecutorService background;

    private volatile @Nullable RedisSession session;

    private volatile boolean connected;

    private volatile long heardNanos;

    private volatile boolean closed;

    /** Used by the background thread only. */
    private @Nullable RedisConnector connector;

    /** Used by the background thread only. */
    private boolean opening;

    /** Used by the background thread only, so that an outage is told once. */
    private boolean told;

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
        this.settings = settings;
        this.greeting = greeting;
        this.shiftMicros = shiftMicros;
        this.timeoutMillis = settings.commandTimeout().toMillis();
        this.timerDelayMillis = Math.max(1, timeoutMillis - TIMER_TICK.toMillis());
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, task -> daemon(task, "armature-redis"));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.background = executor;
        background.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    RedisClock clock() {
        return clock;
    }

    /** Whether commands are sent and answered. */
    boolean isAvailable() {
        return connected && session != null && !breaker.isOpen();
    }

    /**
     * Sends a command.
     *
     * @param command the command
     * @return its answer, which comes within the time-out or not at all
     */
    <T> CompletableFuture<T> send(Function<RedisSession, CompletionStage<T>> command) {
        return breaker.isOpen() ? CompletableFuture.failedFuture(RedisRefusedException.NO_ANSWER) : send(1, command);
    }

    /**
     * Sends commands that are worth being sent even to a Redis that does not answer, since they do good when they run late. The
     * caller does not wait for such a Redis.
     *
     * @param count number of commands
     * @param commands the commands
     * @return their answer, which comes within the time-out or not at all
     */
    <T> CompletableFuture<T> sendEvenLate(int count, Function<RedisSession, CompletionStage<T>> commands) {
        boolean open = breaker.isOpen();
        CompletableFuture<T> answer = send(count, commands);
        return (open && !answer.isDone()) ? CompletableFuture.failedFuture(RedisRefusedException.NO_ANSWER) : answer;
    }

    private <T> CompletableFuture<T> send(int count, Function<RedisSession, CompletionStage<T>> commands) {
        RedisSession current = session;
        if (current == null || !connected) {
            return CompletableFuture.failedFuture(RedisRefusedException.NOT_CONNECTED);
        }
        // Lettuce would refuse them too, but only after they waited for its thread, and each with an entry in the log.
        if (current.waiting().addAndGet(count) > settings.requestQueue() + count - 1) {
            current.waiting().addAndGet(-count);
            return CompletableFuture.failedFuture(RedisRefusedException.QUEUE_FULL);
        }
        CompletableFuture<T> answer = answer(count, current, commands);
        if (!answer.isDone()) {
            Timeout timeout = timer.newTimeout(
                    late -> answer.completeExceptionally(RedisRefusedException.TIMED_OUT),
                    timerDelayMillis,
                    TimeUnit.MILLISECONDS);
            answer.whenComplete((value, failure) -> record(timeout, failure));
        }
        return answer;
    }

    private static <T> CompletableFuture<T> answer(
            int count, RedisSession current, Function<RedisSession, CompletionStage<T>> commands) {
        CompletionStage<T> answer;
        try {
            answer = commands.apply(current);
        } catch (RuntimeException ex) {
            answer = CompletableFuture.failedFuture(ex);
        }
        answer.whenComplete((value, failure) -> current.waiting().addAndGet(-count));
        // A copy, so that the time-out of the caller does not count as the answer.
        return answer.toCompletableFuture().copy();
    }

    private void record(Timeout timeout, @Nullable Throwable failure) {
        if (failure == RedisRefusedException.TIMED_OUT) {
            breaker.timedOut();
            return;
        }
        timeout.cancel();
        if (failure == null) {
            breaker.answered();
        }
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
        return current.time(timeoutMillis).thenAccept(micros -> {
            clock.answered(question, micros + shiftMicros.getAsLong());
            heardNanos = System.nanoTime();
            if (clock.ask().sentNanos() - question.sentNanos()
                    <= settings.commandTimeout().toNanos()) {
                breaker.answered();
            }
        });
    }

    private void askSoon() {
        inBackground(() -> ignore(askTime()));
    }

    private void inBackground(Runnable task) {
        if (!closed) {
            try {
                background.execute(task);
            } catch (RejectedExecutionException ex) {
                // It was closed in between, and nobody needs the answer.
            }
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
            tell(ex);
        }
    }

    private void open() {
        if (opening) {
            return;
        }
        if (connector == null) {
            connector = new RedisConnector(settings, timer);
        }
        CompletableFuture<RedisSession> session =
                connector.connect(this::connected, this::disconnected).toCompletableFuture();
        opening = true;
        session.copy()
                .orTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((opened, failure) -> inBackground(() -> opened(session, failure)));
    }

    private void opened(CompletableFuture<RedisSession> opened, @Nullable Throwable failure) {
        opening = false;
        if (failure != null || closed) {
            opened.thenAccept(late -> late.connection().closeAsync());
            tell(failure);
            return;
        }
        RedisSession current = opened.join();
        heardNanos = System.nanoTime();
        session = current;
        told = false;
        log.info("Connected to Redis: {}", settings.topology());
        connected(current.connection());
    }

    private void tell(@Nullable Throwable failure) {
        if (!told) {
            told = true;
            log.warn(
                    "No connection to Redis, {}: {}. It is tried again every second",
                    settings.topology(),
                    String.valueOf(rootOf(failure)));
        }
    }

    private static @Nullable Throwable rootOf(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
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
        timer.stop();
    }
}
