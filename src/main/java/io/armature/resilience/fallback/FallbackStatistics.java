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
package io.armature.resilience.fallback;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the fallback does. Safe for use by concurrent threads; counting takes no lock. */
public final class FallbackStatistics {

    private static final int SAMPLES = 500;

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    private final BitSet covered = new BitSet(SAMPLES);

    private int samples;

    /** Creates statistics in which nothing has happened. */
    public FallbackStatistics() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    /**
     * Returns how often something happened.
     *
     * @param event what
     * @return the number since these statistics were created
     */
    public long count(Event event) {
        return adder(event).sum();
    }

    /**
     * Returns for what share of reads there was a copy that could have been answered, had DynamoDB been away.
     *
     * @return from 0 to 1 over the last 500 reads that were looked at, one in 100; {@link Double#NaN} before the first
     */
    public double coverage() {
        synchronized (covered) {
            return samples == 0 ? Double.NaN : (double) covered.cardinality() / Math.min(samples, SAMPLES);
        }
    }

    void add(Event event) {
        adder(event).increment();
    }

    void add(Event event, long number) {
        adder(event).add(number);
    }

    void sample(boolean wasThere) {
        synchronized (covered) {
            covered.set(samples % SAMPLES, wasThere);
            samples = samples + 1 == 2 * SAMPLES ? SAMPLES : samples + 1;
        }
    }

    @SuppressWarnings("NullAway") // Every event has its adder.
    private LongAdder adder(Event event) {
        return counts.get(event);
    }

    /** What may happen. */
    public enum Event {
        /** A read was answered from copies. */
        ANSWER,
        /** DynamoDB was away, and there was no copy to answer a read from. */
        MISS,
        /** A copy, or a marker of a read that found nothing, was stored. */
        FILL,
        /** What a read found was not stored, since the store has something newer or knows of a write. */
        FILL_REFUSED,
        /** What a read found was not handed to the store: too many wait already, or the store's time is not known. */
        FILL_DROPPED,
        /** An item was too large to be stored. */
        FILL_TOO_LARGE,
        /** The store failed, or was left alone because it had been failing. */
        STORE_FAILURE,
        /** The store took longer than a call may wait. */
        STORE_TIMEOUT,
        /** Keys that were written without the store's acknowledgement, so that this instance does not ask for them. */
        UNACKNOWLEDGED_KEY,
        /** Tables of which this instance asks for nothing: statements, or too many keys, lack the store's acknowledgement. */
        UNACKNOWLEDGED_TABLE,
        /** A copy was not used because its key had been written without the store's acknowledgement. */
        COPY_DISTRUSTED,
        /** A copy was not used because it is of another key. */
        COPY_FOREIGN,
        /** A copy was not used because its bytes are no item. */
        COPY_BROKEN,
        /** A copy was not used because it was too old. */
        COPY_STALE,
        /** A written item was stored in place of its marker. */
        RENEWAL,
        /** A table takes no part although it should: no entity is mapped to it, so its keys are not known. Once for each table. */
        TABLE_UNKNOWN
    }
}
