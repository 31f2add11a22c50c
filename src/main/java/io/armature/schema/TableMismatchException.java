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
package io.armature.schema;

import io.armature.client.MisconfigurationException;
import java.util.List;

/** A table exists, but its keys or indexes are not those that an entity needs. */
public final class TableMismatchException extends MisconfigurationException {

    private static final long serialVersionUID = 1L;

    private final String tableName;

    TableMismatchException(TableDefinition wanted, List<String> differences) {
        super(
                "Table '" + wanted.tableName() + "' does not fit " + wanted.neededBy() + ":\n - "
                        + String.join("\n - ", differences),
                "Correct the annotations of the entity or the table. Keys cannot be changed: a table like this fits:\n\n"
                        + wanted.toCommand());
        this.tableName = wanted.tableName();
    }

    /**
     * Returns the name of the table.
     *
     * @return the physical name
     */
    public String tableName() {
        return tableName;
    }
}
