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
import io.armature.mapping.Entity;
import io.armature.mapping.SecondaryIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table as the entities stored in it need it: on demand, every attribute in every index.
 *
 * @param tableName physical name
 * @param logicalName logical name
 * @param neededBy simple class names of the entities
 * @param keys key of the table
 * @param attributes types of all key attributes
 * @param indexes secondary indexes
 * @param indexReads attributes that queries read from each index
 */
record TableDefinition(
        String tableName,
        String logicalName,
        String neededBy,
        List<KeySchemaElement> keys,
        Map<String, ScalarAttributeType> attributes,
        List<SecondaryIndex> indexes,
        Map<String, Set<String>> indexReads) {

    /** Returns one definition for each table, with the indexes of all entities that share it. */
    static List<TableDefinition> of(Collection<Entity<?>> entities) {
        return entities.stream()
                .collect(Collectors.groupingBy(Entity::tableName, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(TableDefinition::ofTable)
                .toList();
    }

    private static TableDefinition ofTable(List<Entity<?>> entities) {
        Entity<?> first = entities.get(0);
        Map<String, ScalarAttributeType> attributes = new LinkedHashMap<>();
        Map<String, SecondaryIndex> indexes = new LinkedHashMap<>();
        Map<String, Set<String>> indexReads = new LinkedHashMap<>();
        for (Entity<?> entity : entities) {
            entity.keys().forEach(key -> addType(attributes, entity, key));
            for (SecondaryIndex index : entity.indexes()) {
                SecondaryIndex other = indexes.putIfAbsent(index.name(), index);
                if (other != null && !other.equals(index)) {
                    throw new MisconfigurationException(
                            "Entities of table '" + first.tableName() + "' disagree about index '" + index.name()
                                    + "'.",
                            "Declare it with the same keys in each of them.");
                }
                indexReads
                        .computeIfAbsent(index.name(), added -> new TreeSet<>())
                        .addAll(entity.attributesReadFrom(index.name()));
                addType(attributes, entity, index.partitionKey());
                if (index.sortKey() != null) {
                    addType(attributes, entity, index.sortKey());
                }
            }
        }
        String neededBy =
                entities.stream().map(entity -> entity.type().getSimpleName()).collect(Collectors.joining(", "));
        return new TableDefinition(
                first.tableName(),
                first.logicalName(),
                neededBy,
                keySchema(first.partitionKey(), first.sortKey()),
                attributes,
                List.copyOf(indexes.values()),
                indexReads);
    }

    private static void addType(Map<String, ScalarAttributeType> attributes, Entity<?> entity, String key) {
        ScalarAttributeType other = attributes.putIfAbsent(key, entity.keyType(key));
        if (other != null && other != entity.keyType(key)) {
            throw new MisconfigurationException(
                    "Entities of table '" + entity.tableName() + "' disagree about the type of key '" + key + "': "
                            + other + " and " + entity.keyType(key) + ".",
                    "Give it the same type in each of them.");
        }
    }

    static List<KeySchemaElement> keySchema(String partitionKey, @Nullable String sortKey) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(KeySchemaElement.builder()
                .attributeName(partitionKey)
                .keyType(KeyType.HASH)
                .build());
        if (sortKey != null) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(sortKey)
                    .keyType(KeyType.RANGE)
                    .build());
        }
        return keys;
    }

    CreateTableRequest toRequest() {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys)
                .attributeDefinitions(attributes.entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList());
        List<GlobalSecondaryIndex> global = indexes.stream()
                .filter(index -> !index.local())
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keySchema(index.partitionKey(), index.sortKey()))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .toList();
        List<LocalSecondaryIndex> local = indexes.stream()
                .filter(SecondaryIndex::local)
                .map(index -> LocalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keySchema(index.partitionKey(), index.sortKey()))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .toList();
        if (!global.isEmpty()) {
            request.globalSecondaryIndexes(global);
        }
        if (!local.isEmpty()) {
            request.localSecondaryIndexes(local);
        }
        return request.build();
    }

    /** Returns the command of the AWS CLI that creates the table. */
    String toCommand() {
        StringBuilder command = new StringBuilder("aws dynamodb create-table --table-name ").append(tableName);
        command.append(" --billing-mode PAY_PER_REQUEST");
        command.append(" \\\n    --attribute-definitions ");
        command.append(attributes.entrySet().stream()
                .map(attribute -> "AttributeName=" + attribute.getKey() + ",AttributeType=" + attribute.getValue())
                .collect(Collectors.joining(" ")));
        command.append(" \\\n    --key-schema ");
        command.append(keys.stream().map(TableDefinition::shorthand).collect(Collectors.joining(" ")));
        appendIndexes(
                command,
                "global",
                indexes.stream().filter(index -> !index.local()).toList());
        appendIndexes(
                command, "local", indexes.stream().filter(SecondaryIndex::local).toList());
        return command.toString();
    }

    private static void appendIndexes(StringBuilder command, String kind, List<SecondaryIndex> indexes) {
        if (!indexes.isEmpty()) {
            command.append(" \\\n    --").append(kind).append("-secondary-indexes ");
            command.append(indexes.stream()
                    .map(index -> "'IndexName=" + index.name() + ",KeySchema=["
                            + keySchema(index.partitionKey(), index.sortKey()).stream()
                                    .map(key -> "{" + shorthand(key) + "}")
                                    .collect(Collectors.joining(","))
                            + "],Projection={ProjectionType=ALL}'")
                    .collect(Collectors.joining(" ")));
        }
    }

    private static String shorthand(KeySchemaElement key) {
        return "AttributeName=" + key.attributeName() + ",KeyType=" + key.keyTypeAsString();
    }
}
