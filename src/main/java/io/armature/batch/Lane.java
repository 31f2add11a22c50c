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
import java.util.Deque;

/**
 * Items whose partition keys share a hash. When DynamoDB lets some of them go unprocessed, this lane is slowed down, and no
 * other. Confined to the thread of the {@link BatchLoop}.
 *
 * <p>How many may be on their way at once is halved with each refusal and grows by one with each success; beside that each refusal
 * in a row doubles the bound of a random pause.
 */
final class Lane {

    private static final int UNLIMITED = 1_024;

    private final Deque<Work> waiting = new ArrayDeque<>(0);

    private int window = UNLIMITED;

    private int onTheWay;

    private int strikes;

    private long pausedUntil;

    private boolean paused;

    /** Tells whether one more may be sent now. */
    boolean open(long now) {
        return onTheWay < window && !isPaused(now);
    }

    boolean isPaused(long now) {
        if (paused && now - pausedUntil >= 0) {
            paused = false;
        }
        return paused;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    void hold(Work work) {
        waiting.addLast(work);
    }

    /** Returns what waited longest. */
    Work next() {
        return waiting.removeFirst();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    int places() {
        return Math.max(0, window - onTheWay);
    }

    void depart() {
        onTheWay++;
    }

    void arrive() {
        onTheWay--;
        window = Math.min(UNLIMITED, window + 1);
        strikes = 0;
    }

    /**
     * Takes note of a refusal, which counts once however many items of one request met it.
     *
     * @param failures the least number of failures in a row that it counts for
     * @return whether the lane is paused by it
     */
    boolean strike(int failures, long now, Backoff backoff) {
        onTheWay--;
        if (isPaused(now)) {
            return false;
        }
        window = Math.max(1, Math.min(window, onTheWay + 1) / 2);
        strikes = Math.max(strikes + 1, failures);
        pausedUntil = now + backoff.nanos(strikes);
        paused = true;
        return true;
    }

    /** Takes note of an end that says nothing about the lane. */
    void returned() {
        onTheWay--;
    }
}
