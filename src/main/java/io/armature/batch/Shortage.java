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
package io.armature.batch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells a table that is short of capacity as a whole from a few keys that are, which an answer with unprocessed items does not
 * say. A hot key, or the partition it is in, concerns few lanes; a table concerns them all. Confined to the {@link BatchLoop}.
 */
final class Shortage {

    private static final long PERIOD_NANOS = 1_000_000_000L;

    /** For how long a reason that DynamoDB gave counts for more than what the numbers suggest. */
    private static final long EXPLAINED_NANOS = 10 * PERIOD_NANOS;

    private static final int LEAST_LANES = 5;

    /**
     * Lanes that items of a period came back for, as a share of the items that were sent in it. It is above the twentieth that may come back here
     * and there without a rate having to fall: with 0.03 a rate of 5,000 fell to 3,600 in {@code RateBoundTests}.
     */
    private static final double LEAST_SHARE = 0.06;

    private final Set<Lane> lanes = new HashSet<>();

    private int sent;

    private long began;

    private long explainedUntil;

    private boolean explained;

    /** Takes note of an answer and tells whether the table is short of capacity. */
    boolean isSeen(int works, Collection<Work> unprocessed, long now) {
        if (now - began >= PERIOD_NANOS) {
            reset(now);
        }
        sent += works;
        explained = explained && now - explainedUntil < 0;
        if (unprocessed.isEmpty() || explained) {
            return false;
        }
        unprocessed.forEach(work -> lanes.add(work.lane()));
        boolean seen = lanes.size() >= LEAST_LANES && lanes.size() >= sent * LEAST_SHARE;
        if (seen) {
            reset(now);
        }
        return seen;
    }

    /** Takes note of a reason that DynamoDB gave. Many keys in one hot partition look like a table, until one is asked about. */
    void explain(boolean hotKey, long now) {
        explained = hotKey;
        explainedUntil = now + EXPLAINED_NANOS;
    }

    private void reset(long now) {
        lanes.clear();
        sent = 0;
        began = now;
    }
}
