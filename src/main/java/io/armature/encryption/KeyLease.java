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

/** The right to use a data key: its bytes stay until every lease is closed. For one thread. */
final class KeyLease implements AutoCloseable {

    private final DataKey key;

    private boolean closed;

    /** Takes over a hold that the key's maker, or {@link DataKey#tryHold()}, has granted. */
    KeyLease(DataKey key) {
        this.key = key;
    }

    /**
     * Returns what seals and opens values with the key.
     *
     * @throws IllegalStateException if the lease has been closed
     */
    AttributeCipher cipher() {
        if (closed) {
            throw new IllegalStateException("The lease of the data key has been closed");
        }
        return key.cipher();
    }

    KeyRecord record() {
        return key.record();
    }

    /** Gives the key back; closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            key.release();
        }
    }
}
