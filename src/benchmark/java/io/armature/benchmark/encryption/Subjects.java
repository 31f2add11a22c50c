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
package io.armature.benchmark.encryption;

import io.armature.benchmark.Subject;

/** What is measured of encryption. */
final class Subjects {

    static final String ENCRYPT = "encrypt";

    static final String DECRYPT = "decrypt";

    static final String PUT = "put";

    /** The baseline of the first goal. */
    static final Subject BARE_ENCRYPT = new Subject(ENCRYPT, "4 bare GCM operations: one key");

    /** What a cipher costs that is given another key each time. */
    static final Subject BARE_ENCRYPT_KEYS =
            new Subject(ENCRYPT, "4 bare GCM operations: 4 keys take turns in one cipher");

    /** As the pool of ciphers does it: each key finds the cipher that it had last. */
    static final Subject BARE_ENCRYPT_CIPHERS =
            new Subject(ENCRYPT, "4 bare GCM operations: 4 keys, a cipher for each");

    /** What the format itself asks for: keys of attributes, and associated data. */
    static final Subject BARE_ENCRYPT_BOUND =
            new Subject(ENCRYPT, "4 bare GCM operations: 4 keys, a cipher for each, 128 bytes of associated data");

    /** The item extension on a put. */
    static final Subject ARMATURE_ENCRYPT = new Subject(ENCRYPT, "Armature: item");

    /** The peer with its cheaper suite. */
    static final Subject PEER_ENCRYPT = new Subject(ENCRYPT, "AWS Database Encryption SDK: item, without signature");

    /** The peer as it is by default. */
    static final Subject PEER_ENCRYPT_SIGNED =
            new Subject(ENCRYPT, "AWS Database Encryption SDK: item, with signature (its default)");

    /** Decrypting what {@link #BARE_ENCRYPT} wrote. */
    static final Subject BARE_DECRYPT = new Subject(DECRYPT, "4 bare GCM operations: one key");

    /** Decrypting with what the format binds a value to. */
    static final Subject BARE_DECRYPT_BOUND =
            new Subject(DECRYPT, "4 bare GCM operations: 4 keys, a cipher for each, 128 bytes of associated data");

    /** The item extension on a read. */
    static final Subject ARMATURE_DECRYPT = new Subject(DECRYPT, "Armature: item");

    /** The peer with its cheaper suite. */
    static final Subject PEER_DECRYPT = new Subject(DECRYPT, "AWS Database Encryption SDK: item, without signature");

    /** The peer as it is by default. */
    static final Subject PEER_DECRYPT_SIGNED =
            new Subject(DECRYPT, "AWS Database Encryption SDK: item, with signature (its default)");

    /** The enhanced client alone. */
    static final Subject PLAIN_PUT = new Subject(PUT, "enhanced client, nothing encrypted");

    /** The call ring without a layer. */
    static final Subject RING_PUT = new Subject(PUT, "enhanced client in the call ring, nothing encrypted");

    /** What the length of ciphertext costs, whoever made it: to be written as Base64, hashed and signed. */
    static final Subject SIZED_PUT = new Subject(PUT, "enhanced client, an item that was encrypted before");

    /** The item extension and the guard. */
    static final Subject ARMATURE_PUT = new Subject(PUT, "Armature: item extension and guard");

    /** The peer's interceptor with its cheaper suite. */
    static final Subject PEER_PUT = new Subject(PUT, "AWS Database Encryption SDK: interceptor, without signature");

    /** The peer's interceptor as it is by default. */
    static final Subject PEER_PUT_SIGNED =
            new Subject(PUT, "AWS Database Encryption SDK: interceptor, with signature (its default)");

    private Subjects() {}
}
