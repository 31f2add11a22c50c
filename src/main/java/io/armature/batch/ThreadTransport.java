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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends on a pool of threads, in real time. The loop's thread waits; {@link #wake} may be called by any thread. */
final class ThreadTransport implements Transport {

    private final Function<Shipment, Answer> requests;

    private final ExecutorService senders;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private volatile boolean news;

    private volatile @Nullable Thread waiting;

    ThreadTransport(Function<Shipment, Answer> requests, ExecutorService senders) {
        this.requests = requests;
        this.senders = senders;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void send(Shipment shipment) {
        senders.execute(() -> {
            Answer answer;
            try {
                answer = requests.apply(shipment);
            } catch (Error ex) {
                // Without an answer the job would wait for ever.
                answer = Answer.failed(shipment, null, new IllegalStateException("A request ended in " + ex, ex));
            }
            answers.add(answer);
            wake();
        });
    }

    void wake() {
        news = true;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public @Nullable Answer await(long deadline) {
        Answer answer = answers.poll();
        waiting = answer == null ? Thread.currentThread() : null;
        while (answer == null && !news && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, deadline - System.nanoTime());
            // An interrupted thread would not be parked; who wants to end the job cancels it.
            Thread.interrupted();
            answer = answers.poll();
        }
        waiting = null;
        news = false;
        return answer == null ? answers.poll() : answer;
    }
}
