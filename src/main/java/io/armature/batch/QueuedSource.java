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

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands inputs from the thread that reads them to the loop's, which holds the reader back when it can't keep up. */
final class QueuedSource implements Source {

    private static final int CAPACITY = 256;

    private final BlockingQueue<Input> queue = new ArrayBlockingQueue<>(CAPACITY);

    private volatile boolean ended;

    private volatile boolean stopped;

    /**
     * Hands an input over, as soon as there is room.
     *
     * @return {@code false} if no more is wanted; the input was not taken then
     * @throws InterruptedException if the thread is interrupted; the input was not taken
     */
    boolean offer(Input input) throws InterruptedException {
        while (!stopped) {
            if (queue.offer(input, 100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Takes note that nothing more comes. */
    void end() {
        ended = true;
    }

    @Override
    public @Nullable Input poll() {
        return queue.poll();
    }

    @Override
    public boolean isExhausted() {
        // In this order: what was handed over before the end must be seen.
        return (ended || stopped) && queue.isEmpty();
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
