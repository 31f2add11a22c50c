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

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What Redis's clock shows now, between two bounds, from the last answer to {@code TIME}. The clock of this machine is not used,
 * only how much time passes on it. Safe for use by concurrent threads.
 *
 * <p>The answer was given at some moment between question and answer. From there on the two machines may drift apart by one
 * part in a thousand, twice what the kernel's clock discipline may do at both. A clock of Redis that is set back by hand is
 * noticed with the next answer.
 */
final class RedisClock {

    private static final int DRIFT_PARTS = 1_000;

    private final LongSupplier nanoTime;

    private final long validityNanos;

    private final long roundTripNanos;

    private volatile @Nullable Answer last;

    private volatile int generation;

    /**
     * Creates a clock that knows nothing yet.
     *
     * @param nanoTime the time that passes on this machine, as of {@link System#nanoTime()}
     * @param validity the age beyond which an answer says nothing any more
     * @param roundTrip the time beyond which an answer took too long to say anything
     */
    RedisClock(LongSupplier nanoTime, Duration validity, Duration roundTrip) {
        this.nanoTime = nanoTime;
        this.validityNanos = validity.toNanos();
        this.roundTripNanos = roundTrip.toNanos();
    }

    /** Says that Redis is being asked now. */
    Question ask() {
        return new Question(generation, nanoTime.getAsLong());
    }

    /** Takes note of an answer, which is ignored if it took too long, or was given before {@link #forget()}. */
    void answered(Question question, long micros) {
        long receivedNanos = nanoTime.getAsLong();
        if (question.generation() == generation && receivedNanos - question.sentNanos() <= roundTripNanos) {
            last = new Answer(micros, question.sentNanos(), receivedNanos, question.generation());
        }
    }

    /** Forgets the last answer, because another server with another clock may give the next one. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    synchronized void forget() {
        generation++;
        last = null;
    }

    /** Returns a time in microseconds that Redis's clock shows already, or empty if that is not known. */
    OptionalLong earliest() {
        Answer answer = valid();
        if (answer == null) {
            return OptionalLong.empty();
        }
        long passed = nanoTime.getAsLong() - answer.receivedNanos();
        return OptionalLong.of(answer.micros() + TimeUnit.NANOSECONDS.toMicros(passed - passed / DRIFT_PARTS) - 1);
    }

    /** Returns a time in microseconds that Redis's clock does not show yet, or empty if that is not known. */
    OptionalLong latest() {
        Answer answer = valid();
        if (answer == null) {
            return OptionalLong.empty();
        }
        long passed = nanoTime.getAsLong() - answer.sentNanos();
        return OptionalLong.of(answer.micros() + TimeUnit.NANOSECONDS.toMicros(passed + passed / DRIFT_PARTS) + 2);
    }

    private @Nullable Answer valid() {
        Answer answer = last;
        boolean valid = answer != null
                && answer.generation() == generation
                && nanoTime.getAsLong() - answer.receivedNanos() <= validityNanos;
        return valid ? answer : null;
    }

    /**
     * A question that is under way.
     *
     * @param generation number of times that the clock had forgotten
     * @param sentNanos when it was sent
     */
    record Question(int generation, long sentNanos) {}

    private record Answer(long micros, long sentNanos, long receivedNanos, int generation) {}
}
