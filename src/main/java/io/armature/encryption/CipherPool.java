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
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of ciphers to be used again, if possible with the key that they had last: making a cipher costs
 * several times as much as using it, and so does giving it another key.
 *
 * <p>Safe for use by many threads, virtual ones too: nobody waits. Who finds none gets a new one, and who finds no room
 * leaves it to the garbage collector.
 */
final class CipherPool {

    /** Slots in which a key's ciphers may stand: as many threads can use one key without making ciphers. */
    private static final int WINDOW = 8;

    private final JceProvider jce;

    private final AtomicReferenceArray<@Nullable PooledCipher> slots;

    /** Creates the pool; {@code size} is the number of ciphers that it keeps at the most, a power of two. */
    CipherPool(JceProvider jce, int size) {
        this.jce = jce;
        this.slots = new AtomicReferenceArray<>(size);
    }

    /** Returns a cipher that nobody else has, for use with a key that still has to be set. */
    PooledCipher take(RawKey key) {
        PooledCipher cipher = take(key, true);
        if (cipher == null) {
            cipher = take(key, false);
        }
        if (cipher == null) {
            cipher = new PooledCipher(jce.aesGcm());
        }
        cipher.lastKey = key;
        return cipher;
    }

    void giveBack(PooledCipher cipher) {
        int home = home(cipher.lastKey);
        for (int i = 0; i < WINDOW; i++) {
            int slot = slot(home + i);
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, cipher)) {
                return;
            }
        }
    }

    /** Drops all ciphers, and with them the keys that they still hold. */
    void clear() {
        for (int slot = 0; slot < slots.length(); slot++) {
            slots.set(slot, null);
        }
    }

    private @Nullable PooledCipher take(RawKey key, boolean onlyWithKey) {
        int home = home(key);
        for (int i = 0; i < WINDOW; i++) {
            int slot = slot(home + i);
            PooledCipher cipher = slots.get(slot);
            // Its last key may change before it is taken; that costs time and nothing else.
            if (cipher != null && (!onlyWithKey || cipher.lastKey == key) && slots.compareAndSet(slot, cipher, null)) {
                return cipher;
            }
        }
        return null;
    }

    private static int home(@Nullable RawKey key) {
        int hash = System.identityHashCode(key);
        return hash ^ hash >>> 16;
    }

    private int slot(int position) {
        return position & slots.length() - 1;
    }

    /** A cipher that belongs to whoever took it. */
    static final class PooledCipher {

        final Cipher cipher;

        private @Nullable RawKey lastKey;

        private PooledCipher(Cipher cipher) {
            this.cipher = cipher;
        }
    }
}
