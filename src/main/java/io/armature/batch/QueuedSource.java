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
package io.armature.batch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands inputs from the thread that reads them to the loop's, which holds the reader back when it can't keep up. The loop takes all
 * that is there at once, and is woken for some at a time, so that neither thread waits for the other one's every input.
 */
final class QueuedSource implements Source {

    private static final int MAX_ITEMS = 256;

    private static final long MAX_BYTES = 8 * 1_024 * 1_024;

    /** A full batch of writes is worth waking the loop for, and so is whatever comes after a while without news. */
    private static final int WORTH_WAKING = 25;

    private static final long WHILE_NANOS = 1_000_000;

    private final Runnable wake;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition room = lock.newCondition();

    private Queue<Input> filling = new ArrayDeque<>(MAX_ITEMS);

    private long bytes;

    private boolean stopped;

    /** Confined to the loop's thread. */
    private Queue<Input> emptying = new ArrayDeque<>(MAX_ITEMS);

    /** Number of those in {@link #filling}, for who does not hold the lock. */
    private volatile int waiting;

    private volatile boolean closed;

    /** Confined to the reader's thread. */
    private int untold;

    private long toldAt = System.nanoTime() - WHILE_NANOS;

    QueuedSource(Runnable wake) {
        this.wake = wake;
    }

    /**
     * Hands an input over, as soon as there is room.
     *
     * @return {@code false} if no more is wanted; the input was not taken then
     * @throws InterruptedException if the thread is interrupted; the input was not taken
     */
    boolean offer(Input input) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped && (filling.size() >= MAX_ITEMS || bytes >= MAX_BYTES)) {
                wake.run();
                room.await();
            }
            if (stopped) {
                return false;
            }
            filling.add(input);
            bytes += input instanceof WorkItem item ? item.size() : 0;
            waiting = filling.size();
        } finally {
            lock.unlock();
        }
        tell();
        return true;
    }

    private void tell() {
        long now = System.nanoTime();
        if (++untold >= WORTH_WAKING || now - toldAt >= WHILE_NANOS) {
            untold = 0;
            toldAt = now;
            wake.run();
        }
    }

    /** Takes note that nothing more comes. */
    void end() {
        closed = true;
        wake.run();
    }

    @Override
    public @Nullable Input poll() {
        Input next = emptying.poll();
        if (next != null || waiting == 0) {
            return next;
        }
        lock.lock();
        try {
            Queue<Input> filled = filling;
            filling = emptying;
            emptying = filled;
            bytes = 0;
            waiting = 0;
            room.signal();
        } finally {
            lock.unlock();
        }
        return emptying.poll();
    }

    @Override
    public boolean isExhausted() {
        // In this order: what was handed over before the end must be seen.
        return closed && waiting == 0 && emptying.isEmpty();
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            room.signal();
        } finally {
            lock.unlock();
        }
        closed = true;
    }
}
