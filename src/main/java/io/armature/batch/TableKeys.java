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

import io.armature.client.TableCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * The keys of the tables of one job, of those too that no entity is mapped to: DynamoDB is asked for them once. Safe for use by
 * concurrent threads.
 */
final class TableKeys {

    private final TableCatalogue catalogue;

    private final DynamoDbClient client;

    private final Map<String, List<String>> described = new ConcurrentHashMap<>();

    /** Tables that can't be described: the job has failed, and asks no more while it reads the rest of its source. */
    private final Map<String, RuntimeException> failed = new ConcurrentHashMap<>();

    TableKeys(TableCatalogue catalogue, DynamoDbClient client) {
        this.catalogue = catalogue;
        this.client = client;
    }

    /** Returns the partition key's attribute, and the sort key's if there is one. */
    List<String> of(String table) {
        RuntimeException failure = failed.get(table);
        if (failure != null) {
            throw failure;
        }
        List<String> known = described.get(table);
        return known != null ? known : described.computeIfAbsent(table, this::find);
    }

    private List<String> find(String table) {
        return catalogue
                .find(table)
                .map(known -> known.sortKey() == null
                        ? List.of(known.partitionKey())
                        : List.of(known.partitionKey(), known.sortKey()))
                .orElseGet(() -> describe(table));
    }

    private List<String> describe(String table) {
        try {
            return client.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                    .sorted(Comparator.comparing(element -> element.keyType() != KeyType.HASH))
                    .map(KeySchemaElement::attributeName)
                    .toList();
        } catch (RuntimeException ex) {
            failed.put(table, ex);
            throw ex;
        }
    }
}
