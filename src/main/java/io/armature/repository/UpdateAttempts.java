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
package io.armature.repository;

import java.time.Duration;

/** The attempts of one update, with pauses between them. Not safe for use by concurrent threads. */
final class UpdateAttempts {

    /**
     * Longest pause after the first attempt, doubled after each further one. Eight writers of one item needed 1.29 attempts a
     * success with 100 ms, 1.19 with 150 ms.
     */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

    private final UpdateSettings settings;
    private final UpdateEnvironment environment;
    private final long beganNanos;
    private Duration lastPause = Duration.ZERO;
    private int made = 1;

    UpdateAttempts(UpdateSettings settings, UpdateEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.beganNanos = environment.nanoTime().getAsLong();
    }

    /** Returns how many attempts were begun, 1 at first. */
    int made() {
        return made;
    }

    Duration elapsed() {
        return Duration.ofNanos(environment.nanoTime().getAsLong() - beganNanos);
    }

    /** Tells whether what was seen before the last pause is so old that a hot item has probably changed since. */
    boolean afterLongPause() {
        return lastPause.compareTo(SHORT_PAUSE) > 0;
    }

    /**
     * Waits before another attempt.
     *
     * @return {@code false}, without waiting, if there may be none
     */
    boolean next() {
        Duration pause = pause();
        if (made >= settings.maxAttempts() || elapsed().plus(pause).compareTo(settings.timeout()) >= 0) {
            return false;
        }
        environment.sleeper().accept(pause);
        lastPause = pause;
        made++;
        return true;
    }

    /** Full jitter: anything from nothing to the longest pause, so that writers that met do not meet again. */
    private Duration pause() {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(made - 1, 10));
        return Duration.ofNanos((long) (longest * environment.jitter().getAsDouble()));
    }
}
