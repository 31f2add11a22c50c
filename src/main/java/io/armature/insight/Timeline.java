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
package io.armature.insight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls of the last quarter of an hour, in steps of five seconds. For one thread at a time. */
final class Timeline {

    private static final long STEP = TimeUnit.SECONDS.toNanos(5);

    private static final int STEPS = 180;

    private final Deque<Step> steps = new ArrayDeque<>();

    void add(FinishedCall call, long now) {
        Step last = steps.peekLast();
        if (last == null || now - last.began >= STEP) {
            // Steps without calls are left out; the age of each tells.
            last = new Step(last == null ? now : now - Math.floorMod(now - last.began, STEP));
            steps.addLast(last);
            if (steps.size() > STEPS) {
                steps.removeFirst();
            }
        }
        last.counts.add(call);
    }

    List<CallsAtTime> show(long now) {
        List<CallsAtTime> shown = new ArrayList<>();
        for (Step step : steps) {
            PatternCounts counts = step.counts;
            double age = (now - step.began) / 1e9;
            if (now - step.began < STEP * STEPS) {
                shown.add(new CallsAtTime(
                        age,
                        Math.min(age, STEP / 1e9),
                        counts.calls,
                        counts.failures,
                        counts.millisAt(50),
                        counts.millisAt(99),
                        counts.units()));
            }
        }
        return shown;
    }

    private static final class Step {

        final long began;

        final PatternCounts counts = new PatternCounts();

        Step(long began) {
            this.began = began;
        }
    }
}
