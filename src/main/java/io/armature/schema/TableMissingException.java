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

/** A table that an entity needs does not exist. */
public final class TableMissingException extends MisconfigurationException {

    private static final long serialVersionUID = 1L;

    private final String tableName;

    TableMissingException(TableDefinition wanted) {
        super(
                "Table '" + wanted.tableName() + "' does not exist. " + wanted.neededBy() + " needs it.",
                "Create it:\n\n" + wanted.toCommand() + "\n\nor name the right one by armature.tables."
                        + wanted.logicalName() + ".name, or set armature.schema.create=true for an emulator.");
        this.tableName = wanted.tableName();
    }

    /**
     * Returns the name of the missing table.
     *
     * @return the physical name
     */
    public String tableName() {
        return tableName;
    }
}
