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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** Lets threads run one at a time, each until it passes the baton on, in the order that a scheduler chooses. */
final class Baton {

    private final ExecutorService threads;

    private final Semaphore scheduler = new Semaphore(0);

    private final List<Runner> running = new ArrayList<>();

    private Runner current;

    Baton(ExecutorService threads) {
        this.threads = threads;
    }

    /** Adds something that runs when the scheduler lets it. */
    void add(Runnable action) {
        Runner runner = new Runner();
        running.add(runner);
        threads.execute(() -> {
            runner.turn.acquireUninterruptibly();
            try {
                action.run();
            } catch (Throwable ex) {
                runner.failure = ex;
            } finally {
                runner.done = true;
                scheduler.release();
            }
        });
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    int size() {
        return running.size();
    }

    /** Lets one go on until it passes the baton on or ends; called by the scheduler. */
    void run(int index) {
        current = running.get(index);
        current.turn.release();
        scheduler.acquireUninterruptibly();
        if (current.done) {
            running.remove(current);
        }
        if (current.failure != null) {
            throw new AssertionError("A runner failed", current.failure);
        }
    }

    /** Lets others go on; called by a runner. */
    void passOn() {
        Runner self = current;
        scheduler.release();
        self.turn.acquireUninterruptibly();
    }

    private static final class Runner {

        private final Semaphore turn = new Semaphore(0);

        private volatile boolean done;

        private volatile Throwable failure;
    }
}
