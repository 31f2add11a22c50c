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

import io.armature.encryption.KeyState.Health;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How calls of one kind to the key provider went of late. Safe for use by concurrent threads. */
final class KeyHealth {

    /** For how long nothing is the worse for a failure that concerns one key alone, in nanoseconds. */
    static final long FOR_EVER = Long.MAX_VALUE / 2;

    private final KeyEnvironment environment;

    private final AtomicReference<@Nullable Streak> streak = new AtomicReference<>();

    KeyHealth(KeyEnvironment environment) {
        this.environment = environment;
    }

    /** Notes a success; tells whether it ends a row of failures. */
    boolean succeeded() {
        Streak before = streak.get();
        if (before != null && before.failure == null) {
            return false;
        }
        before = streak.getAndSet(new Streak(environment.clock().instant(), null, 0, 0));
        return before != null && before.failure != null;
    }

    /**
     * Notes a failure; tells whether it is the first in a row.
     *
     * @param fresh for how many nanoseconds from now a young key is left
     * @param grace for how many nanoseconds from now a key is left at all
     */
    boolean failed(KeyFailure failure, long fresh, long grace) {
        long now = environment.ticker().read();
        Instant since = environment.clock().instant();
        Streak before =
                streak.getAndUpdate(last -> Streak.of(last, since, failure, now + fresh, now + Math.max(fresh, grace)));
        return before == null || before.failure == null;
    }

    void reset() {
        streak.set(null);
    }

    KeyState state() {
        Streak last = streak.get();
        if (last == null) {
            return KeyState.UNUSED;
        }
        KeyFailure failure = last.failure;
        if (failure == null) {
            return new KeyState(Health.FRESH, last.since, null, null);
        }
        return new KeyState(last.health(environment.ticker().read()), last.since, failure.reason(), failure.message());
    }

    /** Successes or failures without a break; of failures, how long the key lasts that ends first. */
    private record Streak(Instant since, @Nullable KeyFailure failure, long freshUntil, long graceUntil) {

        static Streak of(@Nullable Streak last, Instant now, KeyFailure failure, long freshUntil, long graceUntil) {
            return last == null || last.failure == null
                    ? new Streak(now, failure, freshUntil, graceUntil)
                    : new Streak(
                            last.since,
                            failure,
                            earlier(last.freshUntil, freshUntil),
                            earlier(last.graceUntil, graceUntil));
        }

        Health health(long now) {
            if (now - freshUntil < 0) {
                return Health.FRESH;
            }
            return now - graceUntil < 0 ? Health.IN_GRACE : Health.FAILING;
        }

        private static long earlier(long one, long other) {
            return one - other < 0 ? one : other;
        }
    }
}
