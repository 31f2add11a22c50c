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
package io.armature.transfer;

import org.springframework.util.Assert;

/**
 * What becomes of a column of a CSV file, or of a property of JSON objects.
 *
 * @param header the name in the file
 * @param attribute the name of the attribute in DynamoDB
 * @param type the type of the attribute
 */
public record Column(String header, String attribute, ColumnType type) {

    /**
     * Creates the mapping of a column.
     *
     * @param header not empty
     * @param attribute not empty
     * @param type any
     */
    public Column {
        Assert.hasText(header, "A column needs the name that it has in the file");
        Assert.hasText(attribute, "A column needs the name of its attribute");
    }

    /**
     * Creates the mapping of a column whose attribute has its name.
     *
     * @param name the name in the file and in DynamoDB
     * @param type the type of the attribute
     */
    public Column(String name, ColumnType type) {
        this(name, name, type);
    }
}
