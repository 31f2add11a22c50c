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

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a stored value looks like. The form proves nothing about its being authentic. */
public enum EnvelopeForm {
    /** No encrypted value. */
    PLAINTEXT,
    /** An encrypted value that begins like one and is damaged. */
    MALFORMED,
    /** An encrypted value under the item's key record. */
    ITEM_KEY,
    /** An encrypted value that carries its key record. */
    INLINE_KEY;

    private static final Location NOWHERE = new Location("", "");

    /**
     * Returns the form of a value.
     *
     * @param value the value
     * @return its form
     */
    public static EnvelopeForm of(AttributeValue value) {
        if (!Envelope.isEnvelope(value)) {
            return PLAINTEXT;
        }
        try {
            return Envelope.parse(NOWHERE, value).isInline() ? INLINE_KEY : ITEM_KEY;
        } catch (DecryptionException ex) {
            return MALFORMED;
        }
    }

    /**
     * Returns how much larger than the plain value an encrypted text, number or binary value under the item's key record is.
     *
     * @return the bytes: those of the envelope, and one for the value's type
     */
    public static int addedBytes() {
        return Envelope.overhead(null) + 1;
    }

    /**
     * Tells whether a value is a key record of an item.
     *
     * @param value the value
     * @return {@code true} if it is of the form of one
     */
    public static boolean isKeyRecord(AttributeValue value) {
        return value.type() == AttributeValue.Type.B
                && KeyRecord.isWellFormed(value.b().asByteArrayUnsafe());
    }
}
