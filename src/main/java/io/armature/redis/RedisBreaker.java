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

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses commands when several in a row had no answer in time, so that callers do not wait for a Redis that hangs. Nobody's
 * command is a trial: it closes when the background's question is answered. Safe for use by concurrent threads.
 */
final class RedisBreaker {

    private static final int FAILURES = 5;

    private final AtomicInteger inRow = new AtomicInteger();

    private final Runnable opened;

    /**
     * Creates a closed breaker.
     *
     * @param opened called when it opens
     */
    RedisBreaker(Runnable opened) {
        this.opened = opened;
    }

    boolean isOpen() {
        return inRow.get() >= FAILURES;
    }

    void answered() {
        if (inRow.get() != 0) {
            inRow.set(0);
        }
    }

    void timedOut() {
        if (inRow.incrementAndGet() == FAILURES) {
            opened.run();
        }
    }
}
