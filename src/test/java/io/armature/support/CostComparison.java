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
package io.armature.support;

import io.armature.support.CostMeter.Cost;
import java.util.Arrays;

/** What an operation costs beside another one. */
public final class CostComparison {

    private final Cost whole;

    private final Cost other;

    private final double[] moreNanos;

    CostComparison(Cost[] rounds, Cost[] others) {
        this.whole = Cost.of(rounds);
        this.other = Cost.of(others);
        this.moreNanos = new double[rounds.length];
        for (int round = 0; round < rounds.length; round++) {
            moreNanos[round] = rounds[round].nanos() - others[round].nanos();
        }
        Arrays.sort(moreNanos);
    }

    Cost whole() {
        return whole;
    }

    /**
     * Returns the bytes that it allocates more than the other one, each at its least: a round in which the other one alone was
     * disturbed would hide what this one allocates.
     */
    public double moreBytes() {
        return whole.bytes() - other.bytes();
    }

    /** Returns the median of the nanoseconds that it takes more than the other one of the same round. */
    public double moreNanos() {
        return moreNanos[moreNanos.length / 2];
    }

    /** Returns how many times the bytes of the other one it allocates. */
    public double bytesRatio() {
        return whole.bytes() / other.bytes();
    }

    /** Returns how many times as long as the other one it takes. */
    public double nanosRatio() {
        return whole.nanos() / other.nanos();
    }

    @Override
    public String toString() {
        return "%.0f ns more (quartiles %.0f to %.0f), %.0f bytes more; %s beside %s"
                .formatted(
                        moreNanos(),
                        moreNanos[moreNanos.length / 4],
                        moreNanos[3 * moreNanos.length / 4],
                        moreBytes(),
                        whole,
                        other);
    }
}
