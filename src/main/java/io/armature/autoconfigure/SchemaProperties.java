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

import io.armature.schema.SchemaCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Tables as entities need them.
 *
 * @param check What happens at start-up when a table is missing or does not fit its entity. An unreachable DynamoDB only
 *     warns.
 * @param create Whether missing tables are created at start-up, for development. Refused unless the client's endpoint is
 *     overridden.
 * @param tablePrefix Text in front of the names of all tables that have no name of their own, such as "dev-".
 */
@ConfigurationProperties("armature.schema")
record SchemaProperties(
        @DefaultValue("fail") SchemaCheck check,
        @DefaultValue("false") boolean create,
        @DefaultValue("") String tablePrefix) {

    SchemaProperties {
        if (!tablePrefix.matches("[A-Za-z0-9_.-]*")) {
            throw new InvalidConfigurationPropertyValueException(
                    "armature.schema.table-prefix",
                    tablePrefix,
                    "Names of tables consist of letters, digits, dots, dashes and underscores.");
        }
    }
}
