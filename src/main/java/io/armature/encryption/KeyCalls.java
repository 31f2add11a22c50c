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
package io.armature.encryption;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which a key provider is called: made when needed, gone when idle, and no obstacle to the JVM's end. */
final class KeyCalls implements ThreadFactory {

    /** Enough to unwrap a page of records in a few round trips, and few enough not to be throttled for it. */
    private static final int THREADS = 16;

    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger made = new AtomicInteger();

    static ExecutorService create() {
        // Whoever waits for a call stands behind each task but renewals, of which there is one a key: no other bound is
        // needed.
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new KeyCalls());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "armature-keys-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
