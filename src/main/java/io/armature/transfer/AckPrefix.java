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
package io.armature.transfer;

import java.util.BitSet;

/** How many rows from the first on are done without a gap, while they are done in any order. Confined to one thread. */
final class AckPrefix {

    private static final int SHIFT = 65_536;

    private final BitSet done = new BitSet();

    private long base;

    AckPrefix(long first) {
        this.base = first;
    }

    /** Takes note that a row is done, by its number from 0. */
    void add(long row) {
        done.set(Math.toIntExact(row - base));
    }

    /** Returns how many rows from the first on are done. */
    long length() {
        int gap = done.nextClearBit(0);
        if (gap >= SHIFT) {
            BitSet rest = done.get(gap, Math.max(gap, done.length()));
            done.clear();
            done.or(rest);
            base += gap;
            return base;
        }
        return base + gap;
    }
}
