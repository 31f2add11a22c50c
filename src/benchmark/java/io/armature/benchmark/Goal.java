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
package io.armature.benchmark;

import java.util.Locale;

/**
 * Something to keep to. The median over the JVMs decides.
 *
 * @param what what is measured
 * @param measured how it was
 * @param bound the bound
 * @param atMost whether the bound is the greatest value that is allowed, or else the least
 * @param unit of the values, empty for a ratio
 */
public record Goal(String what, Spread measured, double bound, boolean atMost, String unit) {

    /** Returns a goal that is met by less. */
    public static Goal atMost(String what, Spread measured, double bound, String unit) {
        return new Goal(what, measured, bound, true, unit);
    }

    /** Returns a goal that is met by more. */
    public static Goal atLeast(String what, Spread measured, double bound, String unit) {
        return new Goal(what, measured, bound, false, unit);
    }

    boolean isMet() {
        return atMost ? measured.median() <= bound : measured.median() >= bound;
    }

    /** Returns the bound in words. */
    String limit() {
        String number = bound < 10 ? "%.2f".formatted(bound) : String.format(Locale.ROOT, "%,.0f", bound);
        return ((atMost ? "at most " : "at least ") + number + " " + unit).trim();
    }

    /** Returns by how much the median misses the goal, or that it does not. */
    String verdict() {
        double percent = 100 * Math.abs(measured.median() - bound) / bound;
        return isMet() ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", percent);
    }
}
