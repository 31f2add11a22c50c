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

import io.armature.client.ItemSizes;
import org.jspecify.annotations.Nullable;

/**
 * Refusal to write a value: DynamoDB would refuse it if it were not encrypted, or change it on the way, or it could not be
 * read again.
 *
 * <p>Message and getters name the table, the attribute and the reason. They hold nothing of the value.
 */
public final class EncryptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final long UNKNOWN = -1;

    private final String table;

    private final String attribute;

    private final Reason reason;

    private final long plainSize;

    private final long encryptedSize;

    EncryptionException(Location where, Reason reason) {
        this(where, reason, null);
    }

    EncryptionException(Location where, Reason reason, @Nullable Throwable cause) {
        this(where, reason, reason.text, cause, UNKNOWN, UNKNOWN);
    }

    /** Creates the refusal of an item of which an attribute is the largest encrypted one. */
    EncryptionException(Location where, long plainSize, long encryptedSize) {
        this(
                where,
                Reason.ITEM_TOO_LARGE,
                Reason.ITEM_TOO_LARGE.text.formatted(encryptedSize, plainSize, ItemSizes.MAXIMUM),
                null,
                plainSize,
                encryptedSize);
    }

    private EncryptionException(
            Location where, Reason reason, String text, @Nullable Throwable cause, long plainSize, long encryptedSize) {
        super(
                "Attribute '%s' of table '%s' cannot be encrypted: %s."
                        .formatted(where.attribute(), where.table(), text),
                cause);
        this.table = where.table();
        this.attribute = where.attribute();
        this.reason = reason;
        this.plainSize = plainSize;
        this.encryptedSize = encryptedSize;
    }

    /**
     * Returns the table that was to be written.
     *
     * @return its logical name
     */
    public String table() {
        return table;
    }

    /**
     * Returns the attribute that could not be encrypted.
     *
     * @return its name in the table, that of the largest encrypted attribute if the whole item is too large
     */
    public String attribute() {
        return attribute;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns how large the item would be without encryption.
     *
     * @return its size in bytes, -1 unless the reason is {@link Reason#ITEM_TOO_LARGE}
     */
    public long plainSize() {
        return plainSize;
    }

    /**
     * Returns how large the item would be with encryption.
     *
     * @return its size in bytes, -1 unless the reason is {@link Reason#ITEM_TOO_LARGE}
     */
    public long encryptedSize() {
        return encryptedSize;
    }

    /** Why a value is not written. */
    public enum Reason {
        /** A value, or a member of one, is {@code null}, of no type, or of several. */
        TYPE_UNCLEAR("it, or a member of it, is of no type or of several"),

        /** A number is not written as DynamoDB reads numbers. */
        NUMBER_MALFORMED("a number in it is not written as one"),

        /** A number has more than 38 significant digits. */
        NUMBER_TOO_PRECISE("a number in it has more than 38 significant digits"),

        /** A number is larger than 9.99E125 or, not being zero, smaller than 1E-130, whatever its sign. */
        NUMBER_OUT_OF_RANGE("a number in it is beyond what DynamoDB stores, 1E-130 to 9.99E125"),

        /** A set has no members. */
        SET_EMPTY("a set in it is empty"),

        /** A set has two members that are equal; numbers are when their values are. */
        SET_MEMBERS_EQUAL("a set in it has two equal members"),

        /** A {@code NULL} is {@code false}. */
        NULL_FALSE("a NULL in it is false"),

        /** More than 31 lists and maps stand in one another. */
        TOO_DEEP("more than 31 lists and maps in it stand in one another"),

        /** The name of a map's member is empty or longer than 65,535 bytes. */
        NAME_LENGTH("the name of a map's member is empty or longer than 65,535 bytes"),

        /** A text has half of a surrogate pair, which would be stored as a question mark. */
        UNPAIRED_SURROGATE("a text in it has half of a surrogate pair"),

        /** The item fits 400 KB without encryption and does not with it. */
        ITEM_TOO_LARGE(
                "it is the largest encrypted one of an item of %d bytes, %d without encryption, and DynamoDB stores %d at"
                        + " the most; store large parts elsewhere"),

        /** One member of an encrypted document was to be updated, which only the whole document can be. */
        MEMBER_UPDATED("a member of it was to be updated by itself; update the document as a whole, which the enhanced"
                + " client does unless it is told IgnoreNullsMode.SCALAR_ONLY"),

        /** The policy writes plaintext, and the value begins with the two bytes by which ciphertext is told. */
        PLAINTEXT_AMBIGUOUS(
                "it is to be stored as plaintext and begins with the bytes 41 72, by which encrypted values are"
                        + " told; it could not be read again"),

        /** The item already has the attribute that is to hold its key record. */
        NAME_RESERVED("its name is reserved for the item's key record; leave it out of what is written"),

        /** The application's {@link Tenants} failed, or named no tenant. */
        TENANT_UNKNOWN(
                "the bean of type Tenants failed for the item's key, or returned no well-formed text; let it return"
                        + " the empty text for items without a tenant");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
