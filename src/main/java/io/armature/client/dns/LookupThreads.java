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
package io.armature.client.dns;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which names are looked up: made when needed, gone when idle, and no obstacle to the JVM's end. */
final class LookupThreads implements ThreadFactory {

    /** One for each name: ten regions of DynamoDB and KMS beside them, with room for an endpoint of one's own. */
    static final int MOST = 16;

    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger made = new AtomicInteger();

    static ExecutorService create() {
        // No queue: behind look-ups that hang, a look-up would wait for longer than anyone waits for it.
        return new ThreadPoolExecutor(
                0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new LookupThreads());
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "armature-dns-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
