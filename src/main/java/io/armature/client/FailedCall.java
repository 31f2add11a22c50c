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
package io.armature.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK's exceptions do not say about the call that failed. The layered client adds it to each exception of the SDK that
 * leaves it, as a suppressed exception without a stack trace. Immutable.
 *
 * <p>It holds names and sizes, never values of items.
 */
public final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_CHAIN = 8;

    private final String operation;

    private final transient List<String> tables;

    private final transient Map<String, String> attributeTypes;

    private final transient @Nullable OversizedItem oversizedItem;

    FailedCall(
            String operation,
            List<String> tables,
            Map<String, String> attributeTypes,
            @Nullable OversizedItem oversizedItem) {
        super(null, null, false, false);
        this.operation = operation;
        this.tables = tables;
        this.attributeTypes = attributeTypes;
        this.oversizedItem = oversizedItem;
    }

    /**
     * Finds what is known about the call that an exception came from.
     *
     * @param failure what a call threw
     * @return the call, or {@code null} if the exception did not come out of a layered client
     */
    public static @Nullable FailedCall of(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
            for (Throwable suppressed : current.getSuppressed()) {
                if (suppressed instanceof FailedCall call) {
                    return call;
                }
            }
            current = current.getCause();
        }
        return null;
    }

    /**
     * Returns the name of the operation.
     *
     * @return the name in DynamoDB's API, such as {@code PutItem}
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns the physical names of the tables that the request names.
     *
     * @return the names without duplicates, empty for an operation that concerns no table
     */
    public List<String> tables() {
        return tables;
    }

    /**
     * Returns the attributes that were sent, for a request that DynamoDB refused as invalid.
     *
     * @return the type of each attribute of the key, or of the item of a PutItem, by its name; a type as DynamoDB writes it,
     *     such as {@code S}. Empty for requests with several items, and for other errors.
     */
    public Map<String, String> attributeTypes() {
        return attributeTypes;
    }

    /**
     * Returns the item that DynamoDB refused as larger than it stores.
     *
     * @return the item, or {@code null} for other errors and where the request does not show it, as in PartiQL
     */
    public @Nullable OversizedItem oversizedItem() {
        return oversizedItem;
    }

    /** Returns the operation and its tables, such as {@code PutItem on table 'orders'}. */
    @Override
    public String getMessage() {
        if (tables.isEmpty()) {
            return operation;
        }
        return operation
                + (tables.size() == 1 ? " on table " : " on tables ")
                + tables.stream().map(table -> "'" + table + "'").collect(Collectors.joining(", "));
    }
}
