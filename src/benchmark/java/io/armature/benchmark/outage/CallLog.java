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
package io.armature.benchmark.outage;

import io.armature.benchmark.Checks;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When calls began, when they ended, and how. It is written by many threads and read by one. */
final class CallLog {

    /** What half of the callers wait less than. */
    static final String WAIT_MEDIAN = "wait, median, ms";

    /** What 99 of 100 callers wait less than. */
    static final String WAIT_P99 = "wait, p99, ms";

    /** Share of the callers that got the item or a copy. */
    static final String ANSWERED = "answered, %";

    /** How long after the end of the outage callers are served again as ever. */
    static final String RECOVERY = "recovery, s";

    /** A call that takes longer than this is not served as ever. */
    private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many in a row are no chance: two seconds' calls. */
    private static final int IN_A_ROW = 20;

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    private volatile @Nullable RuntimeException mistake;

    /** A mistake ends what is told of the calls, since the thread that makes them has nobody to tell. */
    void record(Caller caller) {
        Entry entry = new Entry(System.nanoTime());
        entries.add(entry);
        try {
            Answer answer = caller.call();
            entry.end = System.nanoTime();
            entry.answer = answer;
        } catch (RuntimeException ex) {
            mistake = ex;
        }
    }

    /** Returns what callers got that came in a time. One that has no answer yet has waited until now. */
    Map<String, Double> waits(long from, long to) {
        RuntimeException made = mistake;
        Checks.require(made == null, "A call went wrong in a way that no outage explains: " + made);
        List<Entry> came = entries.stream()
                .filter(entry -> entry.begin >= from && entry.begin < to)
                .toList();
        Checks.require(came.size() > 50, "Only " + came.size() + " calls were begun in the last part of the outage");
        double[] millis =
                came.stream().mapToDouble(entry -> entry.nanos() / 1e6).sorted().toArray();
        long answered = came.stream().filter(Entry::isAnswered).count();
        return Map.of(
                WAIT_MEDIAN, millis[millis.length / 2],
                WAIT_P99, millis[(int) Math.ceil(millis.length * 0.99) - 1],
                ANSWERED, 100.0 * answered / came.size());
    }

    /** Returns the seconds until the first of many calls in a row that got the item of the server in the usual time. */
    double recovery(long end, Duration patience) {
        List<Entry> after = entries.stream()
                .filter(entry -> entry.begin >= end)
                .sorted(Comparator.comparingLong(entry -> entry.begin))
                .toList();
        int row = 0;
        for (Entry entry : after) {
            row = entry.answer == Answer.ITEM && entry.nanos() < USUAL_NANOS ? row + 1 : 0;
            if (row == IN_A_ROW) {
                return (after.get(after.indexOf(entry) - row + 1).begin - end) / 1e9;
            }
        }
        return patience.toSeconds();
    }

    /** One call. */
    private static final class Entry {

        private final long begin;

        private volatile long end;

        private volatile Answer answer = Answer.NONE;

        private Entry(long begin) {
            this.begin = begin;
        }

        private long nanos() {
            return (answer == Answer.NONE ? System.nanoTime() : end) - begin;
        }

        private boolean isAnswered() {
            return answer == Answer.ITEM || answer == Answer.COPY;
        }
    }
}
