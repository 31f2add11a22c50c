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

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Where copies of items are kept, for the time when DynamoDB is away. Safe for use by concurrent threads; no method blocks, and
 * every stage ends, by an exception when the store is slow or away.
 *
 * <p>All times are microseconds of the store's own clock since 1970, so that instances of the application need not agree on the
 * time. For each key the store holds a copy, or a marker, which says that the item was written, not found, or is too large to
 * keep, and a <em>floor</em>: the time at which a read must have begun for its result to be stored. The store decides which of
 * two things that come late or out of order is to stay:
 *
 * <ul>
 *   <li>A mark removes the copy, and raises the floor to the present time plus the quiet time. Nothing ever lowers a floor.
 *   <li>What a read found is refused if the read began before the floor or more than 10 seconds ago, or if the copy that is
 *       there is of a later read or has a higher version. Otherwise it replaces what is there, and the floor becomes the time
 *       at which the read began.
 *   <li>A renewal keeps the floor of its marker and raises it as a mark does: a read that is on its way when an item is written
 *       may have seen the item before, or one of an earlier life with a higher version.
 *   <li>Nothing outlives the time to live that it comes with, which is no shorter than the quiet time and those 10 seconds
 *       together. A store that has to forget a floor sooner raises those of all keys instead.
 * </ul>
 */
public interface FallbackStore extends AutoCloseable {

    /**
     * Returns the store's time, for a read that begins now. It is never later than the store's clock shows, and at most a few
     * milliseconds earlier.
     *
     * @return microseconds since 1970, or empty while the store's clock is not known; then nothing can be stored
     */
    OptionalLong now();

    /**
     * Stores what a read found, unless what is there forbids it.
     *
     * @param key which item
     * @param copy the copy; one without an item leaves a marker, whose floor is the time of the read
     * @return whether it was stored
     */
    CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy);

    /**
     * Stores a marker for each key, at the store's present time.
     *
     * @param keys which items, one or more, of one or more tables
     * @param token who marks, so that {@link #renew} knows its own marker; each mark has a token of its own
     * @return ends when all markers are stored
     */
    CompletionStage<Void> mark(List<StoreKey> keys, long token);

    /**
     * Replaces a marker by a copy of what was written, if the marker is still the one of the same token. The mark must have been
     * acknowledged before the write was sent, and no other mark may have used the token: only then does it tell that no other
     * write came in between.
     *
     * @param key which item
     * @param copy what was written; its time is that of the marker
     * @param token who marked
     * @return whether it was stored
     */
    CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token);

    /**
     * Finds copies. Markers, copies of an earlier epoch of their table, and keys of which nothing is known are the same: not
     * there.
     *
     * @param keys which items, one or more, all of one table
     * @return for each key in the order given what is there
     */
    CompletionStage<List<Lookup>> find(List<StoreKey> keys);

    /**
     * Begins a new epoch of a table, at the store's present time. A copy whose time is before the epoch plus the quiet time is
     * not found again, whenever it is stored: it may be of an item that was written without its key being known.
     *
     * @param table the table, as in {@link StoreKey#table()}
     * @return ends when the epoch has begun
     */
    CompletionStage<Void> newEpoch(String table);

    /** Gives up connections and memory. Copies stay where the store outlives the application. */
    @Override
    void close();
}
