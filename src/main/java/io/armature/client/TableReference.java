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

import org.jspecify.annotations.Nullable;

/** A reference to a table in a request: its name, its ARN, or the ARN of something that belongs to it. */
public final class TableReference {

    private static final String ARN_PREFIX = "arn:";

    /** Position of the resource among the parts of {@code arn:partition:service:region:account:resource}. */
    private static final int RESOURCE_PART = 5;

    private static final int SERVICE_PART = 2;

    private TableReference() {}

    /**
     * Returns the name of the table that is referred to.
     *
     * @param reference a table's name, or an ARN of any partition
     * @return the name, or {@code null} for an ARN that belongs to no table of DynamoDB
     */
    public static @Nullable String tableName(String reference) {
        if (!reference.startsWith(ARN_PREFIX)) {
            return reference.isEmpty() ? null : reference;
        }
        String[] parts = reference.split(":", RESOURCE_PART + 1);
        if (parts.length <= RESOURCE_PART || !parts[SERVICE_PART].equals("dynamodb")) {
            return null;
        }
        String[] path = parts[RESOURCE_PART].split("/", 3);
        boolean table = path.length > 1 && (path[0].equals("table") || path[0].equals("global-table"));
        return (table && !path[1].isEmpty()) ? path[1] : null;
    }
}
