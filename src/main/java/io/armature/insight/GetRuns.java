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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * Finds reads of single items that one thread makes one after the other, as a loop does.
 *
 * <p>Where requests are known, reads of one request are of one loop and reads of two are not, however fast a busy thread turns
 * from one to the next. Elsewhere time tells: little but the mapping of an item lies between two reads of a loop.
 */
final class GetRuns {

    private static final int MOST_THREADS = 512;

    private static final long LONGEST_GAP = TimeUnit.MICROSECONDS.toNanos(200);

    /**
     * A thread that serves no request does nothing but its loop. A machine that is slow, or cold, is so in the read as well: the
     * mapping was measured at an eighth of a read from an emulator nearby, from the first seconds on.
     */
    private static final int PART_OF_READ = 4;

    /** What a request does with an item may take as long as the read of it. */
    private static final int PART_OF_READ_IN_REQUEST = 1;

    /** A busy machine takes the processor away from a loop now and then; a thread that serves requests always waits. */
    private static final int ONE_LATE_OF = 4;

    private static final int SHORTEST = 10;

    private final Map<Long, Run> runs = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Run> eldest) {
            return size() > MOST_THREADS;
        }
    };

    /** Adds what the call makes known to the counts of its pattern. */
    void add(FinishedCall call, PatternCounts counts) {
        GetItemRequest get = call.read instanceof GetItemRequest single ? single : null;
        if (get == null) {
            runs.remove(call.thread);
            return;
        }
        Run run = runs.computeIfAbsent(call.thread, thread -> new Run());
        run.add(call, get);
        if (run.length == SHORTEST) {
            counts.loopedGets += SHORTEST;
        } else if (run.length > SHORTEST) {
            counts.loopedGets++;
        }
        counts.longestLoop = Math.max(counts.longestLoop, run.length);
    }

    private static final class Run {

        int length;

        private @Nullable FinishedCall last;

        private @Nullable GetItemRequest lastGet;

        private int late;

        void add(FinishedCall call, GetItemRequest get) {
            FinishedCall before = last;
            boolean another =
                    before != null && before.work == call.work && before.table.equals(call.table) && !isSame(get);
            if (another && before != null && isLate(before, call)) {
                late++;
            }
            if (!another || late * ONE_LATE_OF > length) {
                length = 0;
                late = 0;
            }
            length++;
            last = call;
            lastGet = get;
        }

        private static boolean isLate(FinishedCall before, FinishedCall call) {
            long longest = switch (call.work) {
                case CallerSource.UNKNOWN_WORK -> 0;
                case CallerSource.NO_WORK -> before.nanos / PART_OF_READ;
                default -> before.nanos / PART_OF_READ_IN_REQUEST;
            };
            return call.started - (before.started + before.nanos) > Math.max(LONGEST_GAP, longest);
        }

        /** The same item again is nothing that a batch could fetch. */
        private boolean isSame(GetItemRequest get) {
            return lastGet != null && lastGet.key().equals(get.key());
        }
    }
}
