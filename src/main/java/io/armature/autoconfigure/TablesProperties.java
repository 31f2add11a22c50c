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
package io.armature.autoconfigure;

import io.armature.mapping.TableNames;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of single tables.
 *
 * @param tables Settings by the logical name of the table.
 */
@ConfigurationProperties("armature")
record TablesProperties(@DefaultValue Map<String, Table> tables) {

    TablesProperties {
        tables.forEach((logicalName, table) -> {
            String name = table.name();
            if (name != null && !TableNames.isValid(name)) {
                throw new InvalidConfigurationPropertyValueException(
                        "armature.tables." + logicalName + ".name",
                        name,
                        "A table name has 3 to 255 letters, digits, dots, dashes and underscores.");
            }
        });
    }

    TableNames toNames(String prefix) {
        Map<String, String> names = new HashMap<>();
        tables.forEach((logicalName, table) -> {
            if (table.name() != null) {
                names.put(logicalName, table.name());
            }
        });
        return new TableNames(prefix, names);
    }

    /**
     * Settings of one table.
     *
     * @param name Name of the table in DynamoDB. By default armature.schema.table-prefix followed by the logical name.
     */
    record Table(@Nullable String name) {}
}
