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
package io.armature.resilience;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One call of each kind that applications make, on a table with nothing but a partition key. */
enum StoreCall {
    GET((client, table) -> client.getItem(get -> get.tableName(table).key(key()))),
    BATCH_GET((client, table) -> client.batchGetItem(get -> get.requestItems(
            Map.of(table, KeysAndAttributes.builder().keys(List.of(key())).build())))),
    PUT((client, table) -> client.putItem(put -> put.tableName(table).item(key()))),
    UPDATE((client, table) -> client.updateItem(update -> update.tableName(table)
            .key(key())
            .updateExpression("SET seen = :seen")
            .expressionAttributeValues(Map.of(":seen", AttributeValue.fromBool(true))))),
    QUERY((client, table) -> client.query(query -> query.tableName(table)
            .keyConditionExpression("id = :id")
            .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1"))))),
    TRANSACTION((client, table) ->
            client.transactWriteItems(transaction -> transaction.transactItems(TransactWriteItem.builder()
                    .put(put -> put.tableName(table).item(key()))
                    .build())));

    private final BiConsumer<DynamoDbClient, String> call;

    StoreCall(BiConsumer<DynamoDbClient, String> call) {
        this.call = call;
    }

    void make(DynamoDbClient client, String table) {
        call.accept(client, table);
    }

    static void createTable(DynamoDbClient client, String table) {
        client.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(List.of(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())));
        client.waiter().waitUntilTableExists(describe -> describe.tableName(table));
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("id", AttributeValue.fromS("1"));
    }
}
