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
package io.armature.encryption.guard;

import org.jspecify.annotations.Nullable;

/**
 * Refusal of a call that would bring plaintext into an encrypted attribute, or do with the attribute what cannot work on
 * encrypted values. The call has not left the application.
 *
 * <p>Message and getters name the operation, the table, the attribute and the reason. They hold nothing of any value.
 */
public final class PlaintextRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String operation;

    private final @Nullable String table;

    private final @Nullable String attribute;

    private final Reason reason;

    PlaintextRefusedException(
            String operation,
            @Nullable String table,
            @Nullable String attribute,
            @Nullable String detail,
            Reason reason) {
        super(message(operation, table, attribute, detail, reason));
        this.operation = operation;
        this.table = table;
        this.attribute = attribute;
        this.reason = reason;
    }

    private static String message(
            String operation,
            @Nullable String table,
            @Nullable String attribute,
            @Nullable String detail,
            Reason reason) {
        StringBuilder message = new StringBuilder(operation);
        if (table != null) {
            message.append(" on table '").append(table).append('\'');
        }
        message.append(" was refused: ");
        if (attribute != null) {
            message.append("the attribute '").append(attribute).append("' ");
        }
        message.append(reason.text);
        if (detail != null) {
            message.append(" (").append(detail).append(')');
        }
        return message.append(". ").append(reason.action).toString();
    }

    /**
     * Returns what was called.
     *
     * @return the operation's name in DynamoDB's API
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns the table that was called.
     *
     * @return its logical name, or {@code null} if that could not be found out
     */
    public @Nullable String table() {
        return table;
    }

    /**
     * Returns the attribute that the refusal is about.
     *
     * @return its name, or {@code null} if it is about none in particular
     */
    public @Nullable String attribute() {
        return attribute;
    }

    /**
     * Returns why the call was refused.
     *
     * @return the first reason that was found
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns what to do about it.
     *
     * @return the advice, whole sentences
     */
    public String action() {
        return reason.action;
    }

    /** Why a call is refused. */
    public enum Reason {
        /** The value of an encrypted attribute is plaintext. */
        PLAINTEXT(
                "is encrypted, and the value to be written is plaintext",
                "Write it through a repository or an enhanced client that has Armature's extensions."),

        /** The value of an encrypted attribute begins like an encrypted one and is none that this release reads. */
        DAMAGED_VALUE(
                "is encrypted, and the value to be written begins like an encrypted one but is damaged",
                "Write the value as it was encrypted, to the last byte."),

        /** An item uses a key record that it does not carry. */
        KEY_RECORD_MISSING(
                "uses the key record of its item, which the item does not carry",
                "Put the item with its attribute '_ak', as it was encrypted or read."),

        /** The key record of an item has not the form of one. */
        KEY_RECORD_DAMAGED(
                "is reserved for the key record of an item, and the value to be written is none",
                "Put the item with its attribute '_ak' as it was encrypted or read."),

        /** An update writes a value that relies on the key record of its item, which an update does not write. */
        ITEM_KEY_IN_UPDATE(
                "is to be updated with a value that relies on the key record of another write",
                "Update it through a repository or an enhanced client that has Armature's extensions, which encrypt"
                        + " values of updates with a key record of their own."),

        /** An update touches the key record of an item, on which attributes that it does not write may rely. */
        KEY_RECORD_UPDATED(
                "holds the key record that other attributes of the item may rely on, so an update must not touch it",
                "Leave it out of the update; put the whole item to write it with one key."),

        /** An update does with an encrypted attribute what it cannot do with encrypted values. */
        COMPUTED(
                "is encrypted, and the update computes with it or copies it",
                "Updates can SET it to an encrypted value, at once or by if_not_exists on itself, or REMOVE it. Read"
                        + " the item, change it and write it back for anything else."),

        /** A condition, a filter or a key condition looks at an encrypted value. */
        COMPARED(
                "is encrypted, and the expression does more than ask whether it exists",
                "DynamoDB sees ciphertext only: use attribute_exists or attribute_not_exists, or compare what was"
                        + " read."),

        /** A path leads into an encrypted attribute. */
        NESTED_PATH(
                "is encrypted as a whole, and a path leads into it", "Name the attribute without what is inside it."),

        /** A parameter from before there were expressions names an encrypted attribute. */
        LEGACY_PARAMETER(
                "is encrypted, and a legacy parameter names it", "Use the expression that took the parameter's place."),

        /** The attribute is used as a key. */
        USED_AS_KEY(
                "is encrypted, so it cannot be a key of the table or of an index, nor be searched by",
                "Use an attribute that is not encrypted."),

        /** The attribute is used as the time at which items expire. */
        USED_AS_TIME_TO_LIVE(
                "is encrypted, so DynamoDB cannot read from it when an item expires",
                "Use an attribute that is not encrypted."),

        /** An index would hold an encrypted attribute and not the key record that opens it. */
        INDEX_WITHOUT_KEY_RECORD(
                "is encrypted, and the index would hold it without the key record that opens it",
                "Add '_ak' to the attributes that the index includes, or let it project all."),

        /** The answer would hold an encrypted attribute without what opens it. */
        ANSWER_UNREADABLE(
                "is encrypted, and the answer would hold it without the keys and the key record that open it",
                "Ask for ALL_NEW, ALL_OLD or NONE in place of UPDATED_NEW or UPDATED_OLD; after a search, read the items"
                        + " by their keys."),

        /** A PartiQL statement writes to a table with encrypted attributes, or does what cannot be told. */
        PARTIQL_WRITE(
                "a PartiQL statement that is no plain SELECT cannot be seen to keep the table's attributes encrypted",
                "Use PutItem, UpdateItem, DeleteItem or their batches and transactions."),

        /** Items would come from where they cannot be looked at. */
        IMPORT(
                "the items of an import cannot be seen to be encrypted",
                "Import into a table of another name, and copy the items through a repository."),

        /** A parameter cannot be understood, so nobody can tell what it does with an encrypted attribute. */
        NOT_UNDERSTOOD(
                "it cannot be understood what the call does with the table's encrypted attributes",
                "Check the expression against DynamoDB's grammar, and its placeholders against the names and values"
                        + " that come with it."),

        /** The operation came with a later release of the AWS SDK. */
        UNKNOWN_OPERATION(
                "this release does not know what the operation does with encrypted attributes",
                "Use an operation that it knows, or a later release.");

        private final String text;

        private final String action;

        Reason(String text, String action) {
            this.text = text;
            this.action = action;
        }
    }
}
