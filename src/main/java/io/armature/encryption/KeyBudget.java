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

import java.util.concurrent.atomic.AtomicLong;

/** How much a data key may still encrypt. Safe for use by concurrent threads; what is granted never exceeds the limits. */
final class KeyBudget {

    /** Of keys that never encrypt. */
    static final KeyBudget NONE = new KeyBudget(0, 0);

    private final long maxValues;

    private final long maxBytes;

    private final AtomicLong values = new AtomicLong();

    private final AtomicLong bytes = new AtomicLong();

    KeyBudget(long maxValues, long maxBytes) {
        this.maxValues = maxValues;
        this.maxBytes = maxBytes;
    }

    /** Reserves both or nothing. */
    boolean reserve(int moreValues, long moreBytes) {
        if (moreValues > maxValues || moreBytes > maxBytes || maxValues == 0) {
            return false;
        }
        if (!take(values, moreValues, maxValues)) {
            return false;
        }
        if (!take(bytes, moreBytes, maxBytes)) {
            values.addAndGet(-moreValues);
            return false;
        }
        return true;
    }

    /** Tells whether four fifths of one of the two are used, so that the next key should be fetched. */
    boolean isNearlyUsed() {
        return values.get() >= maxValues - maxValues / 5 || bytes.get() >= maxBytes - maxBytes / 5;
    }

    /** What is refused counts for a moment: another may be refused meanwhile, but never too much granted. */
    private static boolean take(AtomicLong used, long more, long max) {
        if (used.addAndGet(more) <= max) {
            return true;
        }
        used.addAndGet(-more);
        return false;
    }
}
