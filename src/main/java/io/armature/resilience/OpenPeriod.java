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
package io.armature.resilience;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How long a circuit breaker stays open: asked by Resilience4j when it opens, and remembered for those it refuses. */
final class OpenPeriod implements IntervalFunction {

    private final Duration usual;

    private final IntervalFunction length;

    private final InstantSource timeOfDay;

    private final InstantSource steadyTime;

    private volatile @Nullable Instant end;

    private volatile @Nullable Instant steadyEnd;

    OpenPeriod(Duration usual, double jitter, InstantSource timeOfDay, InstantSource steadyTime) {
        this.usual = usual;
        this.length = jitter == 0 ? IntervalFunction.of(usual) : IntervalFunction.ofRandomized(usual, jitter);
        this.timeOfDay = timeOfDay;
        this.steadyTime = steadyTime;
    }

    @Override
    public Long apply(Integer attempt) {
        Long millis = length.apply(1);
        end = timeOfDay.instant().plusMillis(millis);
        steadyEnd = steadyTime.instant().plusMillis(millis);
        return millis;
    }

    Duration usual() {
        return usual;
    }

    /** Returns the end of the last period by the time of day, {@code null} if there was none. */
    @Nullable
    Instant end() {
        return end;
    }

    /** Returns the time until the end of the last period, {@code null} if there was none, never negative. */
    @Nullable
    Duration left() {
        Instant known = steadyEnd;
        if (known == null) {
            return null;
        }
        Duration left = Duration.between(steadyTime.instant(), known);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
