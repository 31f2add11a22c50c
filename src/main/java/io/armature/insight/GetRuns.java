package io.armature.insight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * Finds reads of single items that one thread makes one after the other, as a loop does: nothing but the mapping of an item lies
 * between them. A thread that serves one request after the other takes longer than that.
 */
final class GetRuns {

    private static final int MOST_THREADS = 512;

    private static final long LONGEST_GAP = TimeUnit.MICROSECONDS.toNanos(200);

    private static final double GAP_SHARE = 0.1;

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
        if (!run.isContinuedBy(call, get)) {
            run.length = 0;
        }
        run.length++;
        run.last = call;
        run.lastGet = get;
        if (run.length == SHORTEST) {
            counts.loopedGets += SHORTEST;
        } else if (run.length > SHORTEST) {
            counts.loopedGets++;
        }
        counts.longestLoop = Math.max(counts.longestLoop, run.length);
    }

    private static final class Run {

        int length;

        @Nullable FinishedCall last;

        @Nullable GetItemRequest lastGet;

        boolean isContinuedBy(FinishedCall call, GetItemRequest get) {
            FinishedCall before = last;
            if (before == null || lastGet == null || !before.table.equals(call.table)) {
                return false;
            }
            long gap = call.started - (before.started + before.nanos);
            // The same item again is nothing that a batch could fetch.
            return gap <= Math.max(LONGEST_GAP / 2, Math.min(LONGEST_GAP, (long) (before.nanos * GAP_SHARE)))
                    && !lastGet.key().equals(get.key());
        }
    }
}
