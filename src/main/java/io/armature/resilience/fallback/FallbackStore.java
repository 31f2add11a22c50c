package io.armature.resilience.fallback;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Where copies of items are kept, for the time when DynamoDB is away. Safe for use by concurrent threads; no method blocks, and
 * every stage ends, by an exception when the store is slow or away.
 *
 * <p>All times are microseconds of the store's own clock since 1970, so that instances of the application need not agree on the
 * time. For each key the store holds at most one of: a copy, or a marker, which says that the item was written, not found, or
 * is too large to keep. The store decides which of two things that come late or out of order is to stay:
 *
 * <ul>
 *   <li>A marker replaces anything, and keeps the later of two times.
 *   <li>A copy is refused if its read began before the time of the marker plus the marker's quiet time, or more than 10 seconds
 *       ago, or if the copy that is there has a higher version, or, without versions, is of a later read.
 *   <li>Nothing outlives the time to live that it comes with.
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
     * Stores a copy, unless what is there forbids it.
     *
     * @param key which item
     * @param copy the copy
     * @return whether it was stored
     */
    CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy);

    /**
     * Stores a marker for each key, at the store's present time.
     *
     * @param keys which items, one or more
     * @param token who marks, so that {@link #renew} knows its own marker
     * @return ends when all markers are stored
     */
    CompletionStage<Void> mark(List<StoreKey> keys, long token);

    /**
     * Replaces a marker by a copy of what was written, if the marker is still the one of the same token.
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
     * Begins a new epoch of a table, so that no copy that was stored before is found again.
     *
     * @param table the table, as in {@link StoreKey#table()}
     * @return ends when the epoch has begun
     */
    CompletionStage<Void> newEpoch(String table);

    /** Gives up connections and memory. Copies stay where the store outlives the application. */
    @Override
    void close();
}
