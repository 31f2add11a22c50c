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

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of sets of ciphers to be used again, if possible with the keys that they had last: making a cipher
 * costs several times as much as using it, and so does giving it another key.
 *
 * <p>Safe for use by many threads, virtual ones too: nobody waits. Who finds none gets a new one, and who finds no room
 * leaves it to the garbage collector.
 */
final class CipherPool {

    /** Slots in which an owner's sets may stand: as many threads can use one data key without making ciphers. */
    private static final int WINDOW = 8;

    private final JceProvider jce;

    private final AtomicReferenceArray<@Nullable PooledCiphers> slots;

    /** Creates the pool; {@code size} is the number of sets that it keeps at the most, a power of two. */
    CipherPool(JceProvider jce, int size) {
        this.jce = jce;
        this.slots = new AtomicReferenceArray<>(size);
    }

    /** Returns a set that nobody else has, if possible one that the owner had last. */
    PooledCiphers take(RawKey owner) {
        PooledCiphers ciphers = take(owner, true);
        if (ciphers == null) {
            ciphers = take(owner, false);
        }
        if (ciphers == null) {
            ciphers = new PooledCiphers(jce);
        }
        ciphers.belongTo(owner);
        return ciphers;
    }

    void giveBack(PooledCiphers ciphers) {
        int home = home(ciphers.owner());
        for (int i = 0; i < WINDOW; i++) {
            int slot = slot(home + i);
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, ciphers)) {
                return;
            }
        }
    }

    /** Drops an owner's ciphers that nobody uses, and with them the keys that they still hold. */
    void drop(RawKey owner) {
        int home = home(owner);
        for (int i = 0; i < WINDOW; i++) {
            int slot = slot(home + i);
            PooledCiphers ciphers = slots.get(slot);
            if (ciphers != null && ciphers.owner() == owner) {
                slots.compareAndSet(slot, ciphers, null);
            }
        }
    }

    /** Drops all ciphers, and with them the keys that they still hold. */
    void clear() {
        for (int slot = 0; slot < slots.length(); slot++) {
            slots.set(slot, null);
        }
    }

    private @Nullable PooledCiphers take(RawKey owner, boolean onlyItsOwn) {
        int home = home(owner);
        for (int i = 0; i < WINDOW; i++) {
            int slot = slot(home + i);
            PooledCiphers ciphers = slots.get(slot);
            // Its owner may change before it is taken; that costs time and nothing else.
            if (ciphers != null
                    && (!onlyItsOwn || ciphers.owner() == owner)
                    && slots.compareAndSet(slot, ciphers, null)) {
                return ciphers;
            }
        }
        return null;
    }

    private static int home(@Nullable RawKey owner) {
        int hash = System.identityHashCode(owner);
        return hash ^ hash >>> 16;
    }

    private int slot(int position) {
        return position & slots.length() - 1;
    }
}
