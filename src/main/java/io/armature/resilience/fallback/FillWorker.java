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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that stores what reads have found, and asks after a store that is left alone.
 *
 * <p>It looks every few milliseconds while there is something to do, and is woken only after a while in which there was not:
 * waking a thread costs the caller ten times as much as all else here.
 */
final class FillWorker implements Runnable, AutoCloseable {

    static final String THREAD = "armature-fallback";

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int IDLE_ROUNDS = 50;

    private final Fills fills;

    private final StoreCalls store;

    private final Thread thread;

    private volatile boolean asleep;

    private volatile boolean closed;

    FillWorker(Fills fills, StoreCalls store) {
        this.fills = fills;
        this.store = store;
        this.thread = new Thread(this, THREAD);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        int idle = 0;
        while (!closed) {
            store.askAfter();
            idle = fills.drain() > 0 ? 0 : idle + 1;
            if (idle < IDLE_ROUNDS) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            } else {
                sleep();
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (fills.isEmpty() && !closed) {
            LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
        }
        asleep = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
