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

import io.armature.mapping.SecondaryIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Compares a table with what its entities need. More than they need is fine. */
final class TableComparison {

    private final TableDefinition wanted;
    private final TableDescription found;
    private final Map<String, String> types;
    private final Map<String, FoundIndex> indexes;

    TableComparison(TableDefinition wanted, TableDescription found) {
        this.wanted = wanted;
        this.found = found;
        this.indexes = indexes(found);
        this.types = found.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
    }

    /** Returns what does not fit, a sentence each, empty if everything does. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        compare("Its key", wanted.keys(), found.keySchema(), differences);
        for (SecondaryIndex index : wanted.indexes()) {
            FoundIndex actual = indexes.get(index.name());
            List<KeySchemaElement> wantedKeys = TableDefinition.keySchema(index.partitionKey(), index.sortKey());
            if (actual == null) {
                differences.add("It has no index '" + index.name() + "'; wanted is one with key " + text(wantedKeys));
            } else {
                compare("The key of index '" + index.name() + "'", wantedKeys, actual.keys(), differences);
                compareProjection(index.name(), actual, differences);
            }
        }
        return differences;
    }

    private void compare(
            String subject, List<KeySchemaElement> wantedKeys, List<KeySchemaElement> keys, List<String> differences) {
        String expected = text(wantedKeys);
        String actual = keys.stream()
                .map(key -> key.attributeName() + " " + types.get(key.attributeName()))
                .collect(Collectors.joining(", ", "(", ")"));
        if (!expected.equals(actual)) {
            differences.add(subject + " is " + actual + ", wanted is " + expected);
        }
    }

    private String text(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + " " + wanted.attributes().get(key.attributeName()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void compareProjection(String name, FoundIndex actual, List<String> differences) {
        Set<String> missing = new TreeSet<>(wanted.indexReads().getOrDefault(name, Set.of()));
        Stream.of(found.keySchema(), actual.keys())
                .flatMap(List::stream)
                .map(KeySchemaElement::attributeName)
                .forEach(missing::remove);
        missing.removeAll(actual.projection().nonKeyAttributes());
        if (actual.projection().projectionType() != ProjectionType.ALL && !missing.isEmpty()) {
            differences.add("Index '" + name + "' projects "
                    + actual.projection().projectionTypeAsString()
                    + " and lacks " + missing + ", which query methods read from it: they would be missing in what the"
                    + " methods return. Project them, or let the methods return a record without them");
        }
    }

    private static Map<String, FoundIndex> indexes(TableDescription table) {
        Map<String, FoundIndex> indexes = new HashMap<>();
        table.globalSecondaryIndexes()
                .forEach(
                        index -> indexes.put(index.indexName(), new FoundIndex(index.keySchema(), index.projection())));
        table.localSecondaryIndexes()
                .forEach(
                        index -> indexes.put(index.indexName(), new FoundIndex(index.keySchema(), index.projection())));
        return indexes;
    }

    /** What matters of an index, be it global or local. */
    private record FoundIndex(List<KeySchemaElement> keys, Projection projection) {}
}
