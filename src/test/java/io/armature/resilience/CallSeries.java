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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Calls made one after the other by one thread, and what came of each.
 *
 * @param name what was called
 * @param times how long each call took
 * @param failures what calls threw
 * @param interrupts how many calls left the thread interrupted, which would end its next wait for no reason
 */
record CallSeries(String name, List<Duration> times, List<RuntimeException> failures, int interrupts) {

    static CallSeries of(String name, int calls, Runnable call) {
        List<Duration> times = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        int interrupts = 0;
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            try {
                call.run();
            } catch (RuntimeException ex) {
                failures.add(ex);
            }
            times.add(Duration.ofNanos(System.nanoTime() - start));
            interrupts += Thread.interrupted() ? 1 : 0;
        }
        return new CallSeries(name, times, failures, interrupts);
    }

    Duration median() {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    Duration longest() {
        return times.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s: median %.1f ms, longest %.1f ms", name, millis(median()), millis(longest()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
