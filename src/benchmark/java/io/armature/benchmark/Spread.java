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

import java.util.Collection;
import java.util.Locale;

/**
 * A median with what it was taken from.
 *
 * @param median the median
 * @param min the least value
 * @param max the greatest value
 */
public record Spread(double median, double min, double max) {

    /** Returns the spread of at least one value. */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns all three, with so many digits after the point as are given where the value is below 100. */
    public String text(int digits) {
        return text(median, digits) + " (" + text(min, digits) + " to " + text(max, digits) + ")";
    }

    private static String text(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + (value >= 100 ? 0 : digits) + "f", value);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
