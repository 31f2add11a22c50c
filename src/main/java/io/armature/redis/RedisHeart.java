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

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends heartbeats on a thread of its own and knows whether they are answered. Safe for use by concurrent threads. */
final class RedisHeart implements AutoCloseable {

    /** After something was not answered, or too late to tell the time. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofMillis(250);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "armature-redis-heart"));

    private final RedisInstances instances;

    private volatile boolean beats;

    private volatile long nextNanos = System.nanoTime();

    /** Used by its thread only. */
    private boolean beating;

    RedisHeart(RedisInstances instances) {
        this.instances = instances;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread created = new Thread(task, name);
        created.setDaemon(true);
        return created;
    }

    /** Whether the last heartbeat was answered, and nothing has failed since. */
    boolean beats() {
        return beats;
    }

    /** Takes note that Redis failed otherwise, until the next heartbeat, which comes soon, is answered. */
    void stumble() {
        beats = false;
        nextNanos = System.nanoTime() + SOON.toNanos();
    }

    void beatNow() {
        inThread(this::beat);
    }

    private void tick() {
        if (System.nanoTime() - nextNanos >= 0) {
            beat();
        }
    }

    private void beat() {
        if (beating) {
            return;
        }
        beating = true;
        long began = System.nanoTime();
        try {
            instances.beat().whenComplete((nothing, failure) -> inThread(() -> ended(began, failure)));
        } catch (RuntimeException ex) {
            ended(began, ex);
        }
    }

    private void ended(long began, @Nullable Throwable failure) {
        beating = false;
        beats = failure == null;
        boolean usable = beats && instances.micros().isPresent();
        nextNanos = began + (usable ? RedisInstances.BEAT : SOON).toNanos();
    }

    private void inThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ex) {
            // It was closed in between, and nobody waits for the answer.
        }
    }

    /** Ends the heartbeats and leaves the instances. */
    @Override
    public void close() {
        thread.shutdownNow();
        if (beats) {
            beats = false;
            instances.leave();
        }
    }
}
