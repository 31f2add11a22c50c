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
package io.armature.encryption.guard;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** Reads that take a projection. */
enum ProjectionPlace {
    GET {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            return List.of(client.getItem(request -> request.tableName(table)
                            .key(GuardFixture.key())
                            .projectionExpression(projection)
                            .expressionAttributeNames(names))
                    .item());
        }
    },
    BATCH {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            KeysAndAttributes asked = KeysAndAttributes.builder()
                    .keys(List.of(GuardFixture.key()))
                    .projectionExpression(projection)
                    .expressionAttributeNames(names)
                    .build();
            return client.batchGetItem(request -> request.requestItems(Map.of(table, asked)))
                    .responses()
                    .get(table);
        }
    },
    TRANSACTION {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            Get get = Get.builder()
                    .tableName(table)
                    .key(GuardFixture.key())
                    .projectionExpression(projection)
                    .expressionAttributeNames(names)
                    .build();
            TransactGetItem item = TransactGetItem.builder().get(get).build();
            return client.transactGetItems(request -> request.transactItems(item)).responses().stream()
                    .map(ItemResponse::item)
                    .toList();
        }
    },
    QUERY {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            return client.query(request -> request.tableName(table)
                            .keyConditionExpression("id = :id")
                            .expressionAttributeValues(Map.of(":id", GuardFixture.n("1")))
                            .projectionExpression(projection)
                            .expressionAttributeNames(names))
                    .items();
        }
    },
    INDEX {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            return client.query(request -> request.tableName(table)
                            .indexName("whole")
                            .keyConditionExpression("city = :city")
                            .expressionAttributeValues(Map.of(":city", GuardFixture.s("Bern")))
                            .projectionExpression(projection)
                            .expressionAttributeNames(names))
                    .items();
        }
    },
    SCAN {
        @Override
        List<Map<String, AttributeValue>> read(
                DynamoDbClient client, String table, String projection, Map<String, String> names) {
            return client.scan(request -> request.tableName(table)
                            .projectionExpression(projection)
                            .expressionAttributeNames(names))
                    .items();
        }
    };

    List<Map<String, AttributeValue>> read(DynamoDbClient client, String table, String projection) {
        Map<String, String> names = GuardFixture.names(projection);
        return read(client, table, projection, names.isEmpty() ? null : names);
    }

    abstract List<Map<String, AttributeValue>> read(
            DynamoDbClient client, String table, String projection, Map<String, String> names);
}
