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
 * Refusal of an answer that holds another item than the one that was asked for by its key. Somebody put a copy of an item
 * in the place of another one, in a cache for example; its encrypted attributes would open.
 *
 * <p>Message and getters name the operation, the table and the attribute. They hold nothing of any value.
 */
public final class ForeignItemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String operation;

    private final String table;

    private final @Nullable String attribute;

    ForeignItemException(String operation, String table, @Nullable String attribute) {
        super(operation + " on table '" + table + "' was answered with an item that was not asked for"
                + (attribute == null ? "" : ": the key attribute '" + attribute + "' has another value")
                + ". Find out who writes to the stores that answer in place of DynamoDB, and clear them.");
        this.operation = operation;
        this.table = table;
        this.attribute = attribute;
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
     * @return its logical name, or the name in the answer if that is a table that was not asked for
     */
    public String table() {
        return table;
    }

    /**
     * Returns the key attribute that differs.
     *
     * @return its name, or {@code null} if several items were asked for and the answer is none of them
     */
    public @Nullable String attribute() {
        return attribute;
    }
}
