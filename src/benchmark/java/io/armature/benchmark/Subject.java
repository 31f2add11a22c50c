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
package io.armature.benchmark;

/** What is measured, in the order of a round. */
enum Subject {
    /** The baseline of the first goal. */
    BARE_ENCRYPT("4 bare GCM operations: one key"),
    /** What a cipher costs that is given another key each time. */
    BARE_ENCRYPT_KEYS("4 bare GCM operations: 4 keys take turns in one cipher"),
    /** As the pool of ciphers does it: each key finds the cipher that it had last. */
    BARE_ENCRYPT_CIPHERS("4 bare GCM operations: 4 keys, a cipher for each"),
    /** What the format itself asks for: keys of attributes, and associated data. */
    BARE_ENCRYPT_BOUND("4 bare GCM operations: 4 keys, a cipher for each, 128 bytes of associated data"),
    /** The item extension on a put. */
    ARMATURE_ENCRYPT("Armature: item"),
    /** The peer with its cheaper suite. */
    PEER_ENCRYPT("AWS Database Encryption SDK: item, without signature"),
    /** The peer as it is by default. */
    PEER_ENCRYPT_SIGNED("AWS Database Encryption SDK: item, with signature (its default)"),

    /** Decrypting what {@link #BARE_ENCRYPT} wrote. */
    BARE_DECRYPT("4 bare GCM operations: one key"),
    /** Decrypting with what the format binds a value to. */
    BARE_DECRYPT_BOUND("4 bare GCM operations: 4 keys, a cipher for each, 128 bytes of associated data"),
    /** The item extension on a read. */
    ARMATURE_DECRYPT("Armature: item"),
    /** The peer with its cheaper suite. */
    PEER_DECRYPT("AWS Database Encryption SDK: item, without signature"),
    /** The peer as it is by default. */
    PEER_DECRYPT_SIGNED("AWS Database Encryption SDK: item, with signature (its default)"),

    /** The enhanced client alone. */
    PLAIN_PUT("enhanced client, nothing encrypted"),
    /** The call ring without a layer. */
    RING_PUT("enhanced client in the call ring, nothing encrypted"),
    /** What the length of ciphertext costs, whoever made it: to be written as Base64, hashed and signed. */
    SIZED_PUT("enhanced client, an item that was encrypted before"),
    /** The item extension and the guard. */
    ARMATURE_PUT("Armature: item extension and guard"),
    /** The peer's interceptor with its cheaper suite. */
    PEER_PUT("AWS Database Encryption SDK: interceptor, without signature"),
    /** The peer's interceptor as it is by default. */
    PEER_PUT_SIGNED("AWS Database Encryption SDK: interceptor, with signature (its default)");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** Returns what the report calls it. */
    String title() {
        return title;
    }

    /** Returns which of the three tables of the report it stands in. */
    Group group() {
        if (compareTo(BARE_DECRYPT) < 0) {
            return Group.ENCRYPT;
        }
        return compareTo(PLAIN_PUT) < 0 ? Group.DECRYPT : Group.PUT;
    }

    /** Subjects that are compared with one another. */
    enum Group {
        /** Before an item leaves. */
        ENCRYPT("Encrypting 4 attributes of 64 bytes in an item of 10", BARE_ENCRYPT),
        /** After an item has arrived. */
        DECRYPT("Decrypting the same item", BARE_DECRYPT),
        /** The whole call, but for the network. */
        PUT("Putting the same item, on a transport that answers at once", PLAIN_PUT);

        private final String title;

        private final Subject baseline;

        Group(String title, Subject baseline) {
            this.title = title;
            this.baseline = baseline;
        }

        /** Returns the heading in the report. */
        String title() {
            return title;
        }

        /** Returns what the others are divided by. */
        Subject baseline() {
            return baseline;
        }
    }
}
