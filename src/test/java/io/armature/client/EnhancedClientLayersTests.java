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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactGetItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What the enhanced client does passes the layers too. */
class EnhancedClientLayersTests {

    private static final TableSchema<Note> SCHEMA = StaticTableSchema.builder(Note.class)
            .newItemSupplier(Note::new)
            .addAttribute(
                    String.class,
                    id -> id.name("id")
                            .getter(note -> note.id)
                            .setter((note, value) -> note.id = value)
                            .tags(StaticAttributeTags.primaryPartitionKey()))
            .build();

    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("1"));

    private static final Key KEY = Key.builder().partitionValue("1").build();

    private final RecordingLayer layer = new RecordingLayer();

    private final DynamoDbEnhancedClient client = DynamoDbEnhancedClient.builder()
            .dynamoDbClient(new ClientLayers(List.of(layer))
                    .wrap(new StubDynamoDb()
                            .answer(
                                    GetItemRequest.class,
                                    request ->
                                            GetItemResponse.builder().item(ITEM).build())
                            .answer(
                                    UpdateItemRequest.class,
                                    request -> UpdateItemResponse.builder()
                                            .attributes(ITEM)
                                            .build())
                            .client()))
            .build();

    private final DynamoDbTable<Note> table = client.table("notes", SCHEMA);

    @Test
    void tableWhenCalledShouldPassTheLayers() {
        table.putItem(note());
        assertThat(table.getItem(KEY).id).isEqualTo("1");
        table.updateItem(note());
        table.deleteItem(KEY);
        table.scan().items().forEach(note -> {});
        table.query(QueryConditional.keyEqualTo(KEY)).items().forEach(note -> {});
        table.createTable();
        table.describeTable();
        table.deleteTable();

        assertThat(layer.operations())
                .containsExactly(
                        "PutItem",
                        "GetItem",
                        "UpdateItem",
                        "DeleteItem",
                        "Scan",
                        "Query",
                        "CreateTable",
                        "DescribeTable",
                        "DeleteTable");
    }

    @Test
    void batchesAndTransactionsWhenCalledShouldPassTheLayers() {
        client.batchGetItem(BatchGetItemEnhancedRequest.builder()
                        .readBatches(ReadBatch.builder(Note.class)
                                .mappedTableResource(table)
                                .addGetItem(KEY)
                                .build())
                        .build())
                .forEach(page -> {});
        client.batchWriteItem(BatchWriteItemEnhancedRequest.builder()
                .writeBatches(WriteBatch.builder(Note.class)
                        .mappedTableResource(table)
                        .addPutItem(note())
                        .build())
                .build());
        client.transactGetItems(
                TransactGetItemsEnhancedRequest.builder().addGetItem(table, KEY).build());
        client.transactWriteItems(TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(table, note())
                .build());

        assertThat(layer.operations())
                .containsExactly("BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems");
    }

    private static Note note() {
        Note note = new Note();
        note.id = "1";
        return note;
    }

    private static final class Note {

        private String id;
    }
}
