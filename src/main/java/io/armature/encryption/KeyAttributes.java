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

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The primary key of an item, in the one spelling that all equal keys share. Immutable. */
final class KeyAttributes {

    private final byte[] bytes;

    private KeyAttributes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a primary key of one attribute.
     *
     * @throws IllegalArgumentException if the value is no text, number or bytes; the message does not hold it
     */
    static KeyAttributes of(String partitionName, @Nullable AttributeValue partition) {
        return new KeyAttributes(
                put(new ByteWriter(64), partitionName, partition).put(0).toByteArray());
    }

    /**
     * Creates a primary key of two attributes.
     *
     * @throws IllegalArgumentException if a value is no text, number or bytes; the message does not hold it
     */
    static KeyAttributes of(
            String partitionName, @Nullable AttributeValue partition, String sortName, @Nullable AttributeValue sort) {
        ByteWriter out = put(new ByteWriter(96), partitionName, partition).put(1);
        return new KeyAttributes(put(out, sortName, sort).toByteArray());
    }

    private static ByteWriter put(ByteWriter out, String name, @Nullable AttributeValue value) {
        out.putWithLength(Utf8.encode(name));
        if (value != null && value.type() == AttributeValue.Type.S) {
            return out.put(ValueType.STRING).putWithLength(Utf8.encode(value.s()));
        }
        if (value != null && value.type() == AttributeValue.Type.N) {
            return out.put(ValueType.NUMBER).putWithLength(Utf8.encode(canonical(name, value.n())));
        }
        if (value != null && value.type() == AttributeValue.Type.B) {
            return out.put(ValueType.BINARY).putWithLength(value.b().asByteArrayUnsafe());
        }
        throw new IllegalArgumentException(
                "The key attribute '%s' has to be a text, a number or bytes".formatted(name));
    }

    private static String canonical(String name, String number) {
        Decimal decimal = Decimal.parse(number);
        if (decimal == null) {
            throw new IllegalArgumentException("The key attribute '%s' is not written as a number".formatted(name));
        }
        return decimal.canonical();
    }

    /** Returns the key as associated data holds it, not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
