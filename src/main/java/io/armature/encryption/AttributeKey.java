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

/**
 * The key of one attribute, with what is authenticated beside every value of it.
 *
 * @param where the attribute
 * @param key its key
 * @param itemPrefix begin of the associated data where the item carries the key record
 * @param inlinePrefix begin of the associated data where the envelope carries it
 */
record AttributeKey(Location where, RawKey key, byte[] itemPrefix, byte[] inlinePrefix) {

    private static final byte[] LABEL = "armature/1/value".getBytes(US_ASCII);

    static AttributeKey of(Location where, RawKey key, byte[] commitment, byte[] place) {
        return new AttributeKey(where, key, prefix(false, commitment, place), prefix(true, commitment, place));
    }

    /** Returns the begin of the associated data; the key attributes of the item follow. */
    byte[] prefix(boolean inline) {
        return inline ? inlinePrefix : itemPrefix;
    }

    private static byte[] prefix(boolean inline, byte[] commitment, byte[] place) {
        return new ByteWriter(LABEL.length + Envelope.HEADER_LENGTH + commitment.length + place.length)
                .put(LABEL)
                .put(Envelope.header(inline))
                .put(commitment)
                .put(place)
                .toByteArray();
    }

    @Override
    public String toString() {
        return "AttributeKey[%s]".formatted(where);
    }
}
