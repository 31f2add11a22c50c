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

import java.util.Arrays;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Ciphers for the keys that are derived from one data key. They belong to whoever took them, and to one thread. */
final class PooledCiphers {

    /** More than most items have encrypted attributes; a cipher with its key takes 2 to 3 KB. */
    static final int MAXIMUM = 8;

    /** More than the associated data of most values has. */
    private static final int ROOMY = 256;

    private final JceProvider jce;

    private final @Nullable RawKey[] keys = new RawKey[MAXIMUM];

    private final @Nullable Cipher[] ciphers = new Cipher[MAXIMUM];

    private byte[] associated = new byte[ROOMY];

    private int used;

    /** Read by others without synchronization, who only look for what is theirs. */
    private @Nullable RawKey owner;

    PooledCiphers(JceProvider jce) {
        this.jce = jce;
    }

    /** Returns the data key for whose keys they were used last. */
    @Nullable
    RawKey owner() {
        return owner;
    }

    void belongTo(RawKey newOwner) {
        if (owner != newOwner) {
            Arrays.fill(keys, null);
            used = 0;
            owner = newOwner;
        }
    }

    /** Returns the cipher that had a key last, or else one that still has to be given the key. */
    Cipher cipher(RawKey key) {
        for (int i = 0; i < used; i++) {
            if (keys[i] == key) {
                return at(i);
            }
        }
        int slot = used < MAXIMUM ? used++ : MAXIMUM - 1;
        keys[slot] = key;
        return at(slot);
    }

    /** Returns an array of at least so many bytes for what is authenticated beside a value. */
    byte[] associated(int length) {
        if (associated.length < length) {
            associated = new byte[length];
        }
        return associated;
    }

    private Cipher at(int slot) {
        Cipher cipher = ciphers[slot];
        if (cipher == null) {
            cipher = jce.aesGcm();
            ciphers[slot] = cipher;
        }
        return cipher;
    }
}
