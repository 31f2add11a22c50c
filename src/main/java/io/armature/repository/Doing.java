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
package io.armature.repository;

import io.armature.client.FailedCall;
import org.jspecify.annotations.Nullable;

/**
 * What was done when a call failed, with which the message of its error begins.
 *
 * @param operation the operation as DynamoDB's API names it, or {@code null} if it is not known
 * @param table the physical name of the table, or {@code null} if it is not known or there are several
 * @param text both in words
 */
record Doing(@Nullable String operation, @Nullable String table, String text) {

    static Doing of(String operation, String table) {
        return new Doing(operation, table, operation + " on table '" + table + "'");
    }

    static Doing of(@Nullable FailedCall call) {
        return call == null
                ? new Doing(null, null, "A call to DynamoDB")
                : new Doing(
                        call.operation(),
                        call.tables().size() == 1 ? call.tables().get(0) : null,
                        call.getMessage());
    }

    /** Tells whether nothing can have happened in DynamoDB whatever became of the call. */
    boolean isRead() {
        return operation != null
                && (operation.endsWith("GetItem")
                        || operation.equals("TransactGetItems")
                        || operation.equals("Query")
                        || operation.equals("Scan")
                        || operation.startsWith("Describe")
                        || operation.startsWith("List"));
    }

    @Override
    public String toString() {
        return text;
    }
}
