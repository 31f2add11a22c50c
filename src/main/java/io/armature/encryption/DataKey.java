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
package io.armature.encryption;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A data key that is overwritten when its last holder lets go of it. Whoever makes it is its first holder.
 *
 * <p>Safe for use by concurrent threads; nobody waits.
 */
final class DataKey {

    private final AttributeCipher cipher;

    private final KeyRecord record;

    private final long born;

    private final KeyBudget budget;

    private final AtomicInteger holders = new AtomicInteger(1);

    private volatile boolean dropped;

    /**
     * Creates the key.
     *
     * @param born reading of the ticker before the key was asked for
     * @param budget what it may encrypt
     */
    DataKey(AttributeCipher cipher, KeyRecord record, long born, KeyBudget budget) {
        this.cipher = cipher;
        this.record = record;
        this.born = born;
        this.budget = budget;
    }

    AttributeCipher cipher() {
        return cipher;
    }

    KeyRecord record() {
        return record;
    }

    KeyBudget budget() {
        return budget;
    }

    /** Returns the age in nanoseconds at a reading of the ticker. */
    long age(long now) {
        return now - born;
    }

    /** Holds the key, unless it has been overwritten: then another one has to be fetched. */
    boolean tryHold() {
        int current = holders.get();
        while (current > 0) {
            if (holders.compareAndSet(current, current + 1)) {
                return true;
            }
            current = holders.get();
        }
        return false;
    }

    /** Lets go of the key; exactly once for each hold. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            cipher.destroy();
        }
    }

    /** Lets go of the key for the cache that held it, which must not be remembered to have had it. */
    void drop() {
        dropped = true;
        release();
    }

    /** Returns whether a cache has let go of the key: it is for those only who hold it already. */
    boolean isDropped() {
        return dropped;
    }

    /** Returns a lease for reading, or {@code null} if the key has been overwritten. */
    @Nullable
    KeyLease lease() {
        return tryHold() ? new KeyLease(this) : null;
    }

    /** Returns a lease for so many values and bytes, or {@code null} if the key is gone or may not encrypt as much. */
    @Nullable
    KeyLease lease(int values, long bytes) {
        if (!tryHold()) {
            return null;
        }
        if (!budget.reserve(values, bytes)) {
            release();
            return null;
        }
        return new KeyLease(this);
    }

    @Override
    public String toString() {
        return "DataKey[%s]".formatted(record);
    }
}
