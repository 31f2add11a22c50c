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
package io.armature.benchmark.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transport that answers batches at once with success, and knows what the threads that send have allocated. Safe for use by
 * concurrent threads.
 */
final class PromptTransport extends AnsweringTransport {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Answer ANSWER = new Answer(
            200,
            "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[{\"TableName\":\"track\",\"CapacityUnits\":38.0}]}"
                    .getBytes(UTF_8));

    /** By thread, since those of a job have ended when it has. */
    private final Map<Thread, Long> allocated = new ConcurrentHashMap<>();

    private long began;

    @Override
    Answer answer(String operation, InputStream body) {
        if (!operation.equals("BatchWriteItem")) {
            throw new IllegalArgumentException("Only batches are answered, not " + operation);
        }
        note();
        return ANSWER;
    }

    /** Notes what the current thread has allocated by now. */
    void note() {
        allocated.put(Thread.currentThread(), THREADS.getCurrentThreadAllocatedBytes());
    }

    /** Begins to count; threads that begin later count from their beginning. */
    void begin() {
        allocated.clear();
        began = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Returns what this thread, and all that have sent or noted, have allocated since the beginning. */
    long allocated() {
        note();
        return allocated.values().stream().mapToLong(Long::longValue).sum() - began;
    }
}
