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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys of one table or index, in two half windows. A write unit weighs as much as three read units, since a partition gives 1,000
 * of the former and 3,000 of the latter a second. For one thread at a time.
 */
final class HotKeyWindow {

    /** DynamoDB counts reads in halves. */
    private static final int WEIGHT_OF_READ_UNIT = 2;

    private static final int WEIGHT_OF_WRITE_UNIT = 3 * WEIGHT_OF_READ_UNIT;

    /** The first few calls say nothing about a rate. */
    private static final double LEAST_SECONDS = 1;

    private static final int MOST_NOTED = 256;

    /** From this part of the threshold on a key is noted, so that it has been for a while when it is shown. */
    private static final int NOTED_PART = 2;

    private final HotKeySettings settings;

    private final KeyHash hashes;

    private Half current;

    private @Nullable Half previous;

    private long currentBegan;

    private long previousBegan;

    HotKeyWindow(HotKeySettings settings, KeyHash hashes, long now) {
        this.settings = settings;
        this.hashes = hashes;
        this.current = new Half(settings.slots());
        this.currentBegan = now;
        this.previousBegan = now;
    }

    void add(List<AttributeValue> keys, double readUnits, double writeUnits, boolean throttledPartition) {
        long reads = weight(readUnits, WEIGHT_OF_READ_UNIT, keys.size());
        long writes = weight(writeUnits, WEIGHT_OF_WRITE_UNIT, keys.size());
        // A refused call consumes nothing, but it is traffic that the key attracts.
        long weight = Math.max(1, reads + writes);
        current.throttled += throttledPartition ? 1 : 0;
        for (AttributeValue key : keys) {
            long hash = hashes.of(key);
            current.weights.update(hash, weight);
            if (throttledPartition || isNoted(current.weights, hash)) {
                Noted note = current.noted.computeIfAbsent(hash, absent -> new Noted());
                note.reads += reads;
                note.writes += writes;
                note.throttled |= throttledPartition;
                if (settings.showKeys() && note.text == null) {
                    note.text = KeyHash.text(key);
                }
            }
        }
    }

    private boolean isNoted(LongsSketch weights, long hash) {
        return weights.getEstimate(hash) * NOTED_PART >= weights.getStreamLength() * settings.threshold();
    }

    private static long weight(double units, int weight, int keys) {
        return Math.round(units * weight / keys);
    }

    /** Begins a new half if the current one is over; returns whether anything is left to be shown. */
    boolean rotate(long now) {
        long half = settings.window().toNanos() / 2;
        if (now - currentBegan >= half) {
            boolean recent = now - currentBegan < 2 * half;
            previous = recent ? current : null;
            previousBegan = recent ? currentBegan : now;
            current = new Half(settings.slots());
            currentBegan = now;
        }
        return previous != null || !current.weights.isEmpty();
    }

    HotKeyReport show(HotKeyPlace place, long now) {
        LongsSketch sum = new LongsSketch(settings.slots());
        long throttled = current.throttled;
        if (previous != null) {
            sum.merge(previous.weights);
            throttled += previous.throttled;
        }
        sum.merge(current.weights);
        double total = sum.getStreamLength();
        double seconds = Math.max(LEAST_SECONDS, (now - previousBegan) / 1e9);
        List<HotKey> keys = new ArrayList<>();
        if (total > 0) {
            for (LongsSketch.Row row :
                    sum.getFrequentItems((long) (total * settings.threshold()), ErrorType.NO_FALSE_NEGATIVES)) {
                keys.add(key(row, total));
            }
        }
        return new HotKeyReport(
                place.table(),
                place.index(),
                seconds,
                total / WEIGHT_OF_READ_UNIT / seconds,
                total == 0 ? 0 : sum.getMaximumError() / total,
                throttled,
                keys,
                null);
    }

    private HotKey key(LongsSketch.Row row, double total) {
        // A key that was never noted is shown by its hash.
        Noted note = new Noted();
        note.add(current.noted.get(row.getItem()));
        note.add(previous == null ? null : previous.noted.get(row.getItem()));
        long weight = note.reads + note.writes;
        return new HotKey(
                note.text == null ? KeyHash.show(row.getItem()) : note.text,
                row.getUpperBound() / total,
                row.getLowerBound() / total,
                weight == 0 ? 0 : (double) note.reads / weight,
                note.throttled);
    }

    /** What was seen in half a window. */
    private static final class Half {

        final LongsSketch weights;

        final Map<Long, Noted> noted = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Noted> eldest) {
                return size() > MOST_NOTED;
            }
        };

        long throttled;

        Half(int slots) {
            this.weights = new LongsSketch(slots);
        }
    }

    /** What the sketch can't hold of a key. */
    private static final class Noted {

        long reads;

        long writes;

        boolean throttled;

        @Nullable
        String text;

        void add(@Nullable Noted other) {
            if (other != null) {
                reads += other.reads;
                writes += other.writes;
                throttled |= other.throttled;
                text = text == null ? other.text : text;
            }
        }
    }
}
