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
package io.armature.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long, made for time-outs: many, nearly all of them cancelled soon, where a few milliseconds more
 * do no harm. The SDK schedules two for each call.
 *
 * <p>In the SDK's own scheduler, a queue behind one lock, a cancelled one stays until its time has come and then wakes
 * a thread. This one keeps only what runs now, looks at all of it each {@value #TICK_MILLIS} ms, and has no thread once
 * there has been nothing for {@value #IDLE_SECONDS} s. It never ends anything too soon. Safe for use by concurrent
 * threads; needs no closing.
 *
 * <p>Unlike what a scheduler does, it runs a time-out again with each look until it is cancelled, as the SDK does with
 * each in the end, or fails. A time-out interrupts its thread, and an interrupt can be lost: the SDK clears the one of an
 * attempt, and with it the one of the call if that comes just then. The next attempt would go on as if the call had
 * time.
 */
final class TimeoutScheduler extends ScheduledThreadPoolExecutor {

    static final long TICK_MILLIS = 5;

    private static final long IDLE_SECONDS = 5;

    /** As many as the SDK's own has: ending a call closes its connection, and one that takes its time must not hold up others. */
    private static final int THREADS = 5;

    /** Not this scheduler: each look would wake one of its threads more, to wait for the next. */
    private final ThreadPoolExecutor ends;

    private final Set<Timeout> pending = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean ticking = new AtomicBoolean();

    TimeoutScheduler() {
        super(1, task -> {
            Thread thread = new Thread(task, "armature-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        ends = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), getThreadFactory());
        ends.allowCoreThreadTimeOut(true);
        setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Timeout timeout = new Timeout(command, System.nanoTime() + unit.toNanos(delay));
        add(timeout);
        return timeout;
    }

    int pending() {
        return pending.size();
    }

    ThreadPoolExecutor ends() {
        return ends;
    }

    private void add(Timeout timeout) {
        pending.add(timeout);
        try {
            if (!ticking.get()) {
                startTicking();
            }
        } catch (RuntimeException | Error ex) {
            // The caller gets nothing that it could cancel, and would be interrupted later, at something else.
            pending.remove(timeout);
            throw ex;
        }
    }

    private void startTicking() {
        if (!ticking.compareAndSet(false, true)) {
            return;
        }
        try {
            super.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error ex) {
            // No thread could be started, say. Nothing would ever be ended again if the next one did not try.
            ticking.set(false);
            throw ex;
        }
    }

    private void tick() {
        long now = System.nanoTime();
        for (Timeout timeout : pending) {
            if (timeout.end - now <= 0 && pending.remove(timeout)) {
                end(timeout);
            }
        }
        ticking.set(false);
        // What was added before the line above trusts that it is seen here.
        if (!pending.isEmpty()) {
            startTicking();
        }
    }

    private void end(Timeout timeout) {
        try {
            ends.execute(timeout);
        } catch (RuntimeException | Error ex) {
            // No thread could be started, say. Late is better than never, and the others are still to be looked at.
            timeout.run();
        }
    }

    private final class Timeout extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {

        private volatile long end;

        private Timeout(Runnable command, long end) {
            super(command, null);
            this.end = end;
        }

        @Override
        public void run() {
            // One that is cancelled just now is back for one more look, and runs no more.
            if (runAndReset()) {
                end = System.nanoTime();
                add(this);
            }
        }

        @Override
        protected void done() {
            pending.remove(this);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
