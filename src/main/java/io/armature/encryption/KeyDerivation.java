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

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What is derived from a data key: its commitment and the keys of attributes. Safe for use by many threads. */
final class KeyDerivation {

    static final int KEY_LENGTH = 32;

    private static final byte[] SALT = new byte[32];

    private static final byte[] COMMITMENT = "armature/1/commit".getBytes(US_ASCII);

    private static final byte[] ATTRIBUTE = "armature/1/attribute".getBytes(US_ASCII);

    private final Hkdf hkdf;

    KeyDerivation(Hkdf hkdf) {
        this.hkdf = hkdf;
    }

    /** Returns the 32 bytes that tie a record to one data key and no other. */
    byte[] commitment(byte[] dataKey) {
        return hkdf.derive(dataKey, SALT, COMMITMENT, KEY_LENGTH);
    }

    /**
     * Returns the key of an attribute.
     *
     * @param dataKey the data key; stays the caller's
     * @param place scope and attribute, as {@link Scope#bytes(String)} joins them
     */
    RawKey attributeKey(byte[] dataKey, byte[] place) {
        byte[] info = new ByteWriter(ATTRIBUTE.length + 1 + place.length)
                .put(ATTRIBUTE)
                .put(Envelope.SUITE)
                .put(place)
                .toByteArray();
        return new RawKey("AES", hkdf.derive(dataKey, SALT, info, KEY_LENGTH));
    }
}
