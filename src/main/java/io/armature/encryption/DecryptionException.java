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

/**
 * Refusal to return the value of an encrypted attribute.
 *
 * <p>Message and getters name the table, the attribute and the reason. They hold nothing of the value and nothing of a
 * key.
 */
public final class DecryptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;

    private final String attribute;

    private final Reason reason;

    private final String detail;

    DecryptionException(Location where, Reason reason) {
        this(where, reason, null);
    }

    DecryptionException(Location where, Reason reason, @Nullable Throwable cause) {
        this(where, reason, "", cause);
    }

    /** Creates the refusal of another attribute for the same reason. */
    DecryptionException(Location where, DecryptionException same) {
        this(where, same.reason, same.detail, same.getCause());
    }

    private DecryptionException(Location where, Reason reason, String detail, @Nullable Throwable cause) {
        super(
                "Attribute '%s' of table '%s' cannot be decrypted: %s%s."
                        .formatted(where.attribute(), where.table(), reason.text, detail),
                cause);
        this.table = where.table();
        this.attribute = where.attribute();
        this.reason = reason;
        this.detail = detail;
    }

    static DecryptionException notAccepted(Location where, KeyRecord record) {
        String detail = " (context set %d of '%s'). If it is a key of yours, name it in"
                + " 'armature.encryption.accepted-key-ids'";
        return new DecryptionException(
                where, Reason.KEY_NOT_ACCEPTED, detail.formatted(record.context(), record.printableArn()), null);
    }

    /**
     * Returns the table that was read.
     *
     * @return its logical name
     */
    public String table() {
        return table;
    }

    /**
     * Returns the attribute that could not be decrypted.
     *
     * @return its name in the table
     */
    public String attribute() {
        return attribute;
    }

    /**
     * Returns why.
     *
     * @return the first failure in the order in which {@link Reason} lists them
     */
    public Reason reason() {
        return reason;
    }

    /** Why a value is not returned, in the order in which it is checked. */
    public enum Reason {
        /** The value is not encrypted: it is no binary value that begins with the bytes {@code 41 72}. */
        NOT_ENCRYPTED("it is not encrypted"),

        /** The encrypted value is too short to be one. */
        MALFORMED("the stored value is too short"),

        /** The encrypted value has a version that this release does not know. */
        UNSUPPORTED_VERSION("this release does not know the version of the stored value"),

        /** The encrypted value names a cipher suite that this release does not know. */
        UNSUPPORTED_SUITE("this release does not know the cipher suite of the stored value"),

        /** The encrypted value carries flags that version 1 does not have. */
        UNSUPPORTED_FLAGS("the stored value carries flags that this release does not know"),

        /** The encrypted value says neither that its key record is the item's nor that it follows. */
        UNSUPPORTED_KEY_SOURCE("this release does not know where the stored value keeps its key record"),

        /** The encrypted value relies on the item's key record, and the item was read without one. */
        RECORD_MISSING("the item was read without its key record, the attribute '_ak'"),

        /** The key record is not of the form that it must have. */
        RECORD_MALFORMED("its key record is damaged"),

        /** The key record has a version or a kind that this release does not know. */
        RECORD_UNSUPPORTED("this release does not know the version or the kind of its key record"),

        /** The item was read without its primary key, which its values are bound to. */
        PRIMARY_KEY_MISSING("the item was read without its primary key, which the value is bound to"),

        /** The application's {@link Tenants} failed, or named no tenant. */
        TENANT_UNKNOWN(
                "the bean of type Tenants failed for the item's key, or returned no well-formed text; let it return"
                        + " the empty text for items without a tenant"),

        /** The key record is of a kind, a key or a context set that is not configured. */
        KEY_NOT_ACCEPTED("its key record names a kind, a key or a context set that is not configured"),

        /** The key service refused the key record: it was changed, or belongs to another table, tenant or domain. */
        KEY_REFUSED("the key service refused its key record"),

        /** The wrapping key is disabled, gone or not permitted; only partial reads tell it so, others throw the cause. */
        KEY_UNAVAILABLE("its key is not to be had"),

        /** The key record was made for another data key than the one that it unwraps to. */
        COMMITMENT_MISMATCH("its key record does not belong to the unwrapped data key"),

        /** The value was changed, or comes from another item, attribute, table, tenant or domain. */
        AUTHENTICATION_FAILED(
                "the stored value was changed, or put there from another item, attribute, table, tenant or domain"),

        /** The value is authentic, but not of the form that version 1 writes. */
        PLAINTEXT_MALFORMED("what was encrypted does not have the form of an attribute's value");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
