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

import java.time.Duration;
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

    private final long patienceNanos;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private volatile boolean news;

    private volatile @Nullable Thread waiting;

    private volatile boolean hurried;

    /** Confined to the loop's thread. */
    private @Nullable Long hurriedAt;

    /**
     * Creates the transport.
     *
     * @param requests sends a shipment and waits for its answer
     * @param senders threads to send on
     * @param patience how long requests are given to end when the job is to
     */
    ThreadTransport(Function<Shipment, Answer> requests, ExecutorService senders, Duration patience) {
        this.requests = requests;
        this.senders = senders;
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void send(Shipment shipment) {
        try {
            senders.execute(() -> answer(request(shipment)));
        } catch (RuntimeException | Error ex) {
            // No thread could be made.
            answer(failed(shipment, ex));
        }
    }

    private Answer request(Shipment shipment) {
        try {
            return requests.apply(shipment);
        } catch (RuntimeException | Error ex) {
            return failed(shipment, ex);
        }
    }

    /** Without an answer the job would wait for ever. */
    private static Answer failed(Shipment shipment, Throwable thrown) {
        return Answer.failed(shipment, null, new IllegalStateException("A request ended in " + thrown, thrown));
    }

    private void answer(Answer answer) {
        answers.add(answer);
        wake();
    }

    void wake() {
        news = true;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Interrupts, after a while, requests that do not end, such as those that wait for a circuit breaker to close. */
    void hurry() {
        hurried = true;
        wake();
    }

    @Override
    public @Nullable Answer await(long deadline) {
        Answer answer = answers.poll();
        if (answer == null) {
            waiting = Thread.currentThread();
            long until = hurried ? interruptLate(deadline) : deadline;
            while (answer == null && !news && until - System.nanoTime() > 0) {
                LockSupport.parkNanos(this, until - System.nanoTime());
                // An interrupted thread would not be parked; who wants to end the job cancels it.
                Thread.interrupted();
                answer = answers.poll();
            }
            waiting = null;
            news = false;
        }
        return answer == null ? answers.poll() : answer;
    }

    private long interruptLate(long deadline) {
        long now = System.nanoTime();
        if (hurriedAt == null) {
            hurriedAt = now;
        }
        long end = hurriedAt + patienceNanos;
        if (end - now > 0) {
            return deadline - end < 0 ? deadline : end;
        }
        senders.shutdownNow();
        return deadline;
    }
}
