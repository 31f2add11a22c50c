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
package io.armature.actuate;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables that entities are mapped to. */
public final class TablesSection implements DynamoDbSection {

    private final TableCatalogue catalogue;

    /**
     * Creates the section.
     *
     * @param catalogue the tables
     */
    public TablesSection(TableCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public List<Shown> show() {
        return catalogue.tables().stream()
                .sorted(Comparator.comparing(TableDescription::logicalName))
                .map(this::show)
                .toList();
    }

    @Override
    public Shown show(TableDescription table) {
        return new Shown(
                table.logicalName(),
                table.physicalName(),
                table.partitionKey(),
                table.sortKey(),
                table.versionAttribute(),
                new TreeSet<>(catalogue.encryptedAttributes(table.physicalName())));
    }

    /**
     * A table.
     *
     * @param name its logical name
     * @param physicalName its name in DynamoDB
     * @param partitionKey the attribute of the partition key
     * @param sortKey the attribute of the sort key, if it has one
     * @param versionAttribute the attribute of the version, if it has one
     * @param encryptedAttributes the attributes that are encrypted
     */
    public record Shown(
            String name,
            String physicalName,
            String partitionKey,
            @Nullable String sortKey,
            @Nullable String versionAttribute,
            Set<String> encryptedAttributes) {}
}
