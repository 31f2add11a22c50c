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

/**
 * Refusal to encrypt a value that DynamoDB would refuse if it were not encrypted, or change on the way.
 *
 * <p>Message and getters name the table, the attribute and the reason. They hold nothing of the value.
 */
public final class EncryptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;

    private final String attribute;

    private final Reason reason;

    EncryptionException(Location where, Reason reason) {
        super("Attribute '%s' of table '%s' cannot be encrypted: %s."
                .formatted(where.attribute(), where.table(), reason.text));
        this.table = where.table();
        this.attribute = where.attribute();
        this.reason = reason;
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
     * @return its name in the table
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
        UNPAIRED_SURROGATE("a text in it has half of a surrogate pair");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
