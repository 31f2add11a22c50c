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
package io.armature.benchmark.bulk;

import java.util.ArrayList;
import java.util.List;

/** When a table served how many units to a job. Confined to one thread at a time. */
final class ServedUnits {

    private static final long SECOND = 1_000_000_000L;

    private final List<Use> uses = new ArrayList<>();

    private double total;

    void add(long time, double units) {
        uses.add(new Use(time, units));
        total += units;
    }

    double total() {
        return total;
    }

    /** Returns the units of a second, on average from the first to the last of them. */
    double mean() {
        return total / seconds();
    }

    double seconds() {
        return (uses.get(uses.size() - 1).time - uses.get(0).time) / 1e9;
    }

    /** Returns the units of the second that has most, wherever it begins. */
    double mostInAnySecond() {
        double most = 0;
        double sum = 0;
        int first = 0;
        for (Use use : uses) {
            sum += use.units;
            while (use.time - uses.get(first).time >= SECOND) {
                sum -= uses.get(first++).units;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private record Use(long time, double units) {}
}
