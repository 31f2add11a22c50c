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
package io.armature.batch;

import io.armature.client.ItemSizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Measures a sample of items without writing it. Confined to one thread. */
final class SampleMeasurement {

    private final DynamoDbClient client;

    private final WriteInputs inputs;

    private final Map<String, List<Index>> indexes = new HashMap<>();

    private final Map<String, Double> units = new HashMap<>();

    private long items;

    private long invalid;

    private long bytes;

    SampleMeasurement(DynamoDbClient client, WriteInputs inputs) {
        this.client = client;
        this.inputs = inputs;
    }

    BatchEstimate measure(Stream<?> sample) {
        sample.forEach(origin -> {
            if (inputs.of(items + invalid, origin) instanceof WorkItem item) {
                items++;
                bytes += item.size();
                add(item);
            } else {
                invalid++;
            }
        });
        return new BatchEstimate(items, invalid, bytes, units);
    }

    private void add(WorkItem item) {
        units.merge(item.table(), UnitEstimate.writeUnits(item.size()), Double::sum);
        Map<String, AttributeValue> stored = Operation.itemOf(item.operation());
        for (Index index : indexes.computeIfAbsent(item.table(), this::indexesOf)) {
            if (stored.keySet().containsAll(index.keys())) {
                units.merge(
                        item.table() + "/" + index.name(),
                        UnitEstimate.writeUnits(ItemSizes.of(index.project(stored))),
                        Double::sum);
            }
        }
    }

    private List<Index> indexesOf(String table) {
        TableDescription description =
                client.describeTable(request -> request.tableName(table)).table();
        List<Index> found = new ArrayList<>();
        description
                .globalSecondaryIndexes()
                .forEach(index -> found.add(
                        Index.of(index.indexName(), description.keySchema(), index.keySchema(), index.projection())));
        description
                .localSecondaryIndexes()
                .forEach(index -> found.add(
                        Index.of(index.indexName(), description.keySchema(), index.keySchema(), index.projection())));
        return found;
    }

    /**
     * What an index has of an item.
     *
     * @param name its name
     * @param keys attributes without which an item is not in the index
     * @param projected attributes that it has
     * @param all whether it has all of them
     */
    private record Index(String name, Set<String> keys, Set<String> projected, boolean all) {

        static Index of(
                String name, List<KeySchemaElement> tableKeys, List<KeySchemaElement> keys, Projection projection) {
            Set<String> own = new HashSet<>();
            keys.forEach(key -> own.add(key.attributeName()));
            Set<String> projected = new HashSet<>(own);
            tableKeys.forEach(key -> projected.add(key.attributeName()));
            projected.addAll(projection.nonKeyAttributes());
            return new Index(name, own, projected, projection.projectionType() == ProjectionType.ALL);
        }

        Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
            if (all) {
                return item;
            }
            Map<String, AttributeValue> some = new HashMap<>(item);
            some.keySet().retainAll(projected);
            return some;
        }
    }
}
