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
package io.armature.benchmark.calls;

import io.armature.benchmark.Operation;
import io.armature.benchmark.Subject;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The SDK's client with maps of attribute values: nothing maps, so that it is the floor of everything else. */
final class RawSubjects {

    static final String NAME = "SDK client, maps";

    private static final String TABLE = "document";

    private final DynamoDbClient client;

    private final Map<String, AttributeValue> item =
            TableSchema.fromBean(Document.class).itemToMap(Document.of(0), true);

    RawSubjects(DynamoDbClient client) {
        this.client = client;
    }

    void addTo(Map<Subject, Operation> operations) {
        operations.put(Group.GET.of(NAME), () -> get(0));
        operations.put(
                Group.PUT.of(NAME),
                () -> client.putItem(put -> put.tableName(TABLE).item(item)));
        operations.put(Group.UPDATE.of(NAME), this::update);
        operations.put(
                Group.QUERY.of(NAME),
                () -> client.query(query -> query.tableName(TABLE)
                        .keyConditionExpression("author = :author")
                        .expressionAttributeValues(Map.of(":author", item.get("author")))
                        .limit(Answers.PAGE)));
        operations.put(Group.BATCH_GET.of(NAME), this::batchGet);
        operations.put(Group.BATCH_WRITE.of(NAME), this::batchWrite);
    }

    private Map<String, AttributeValue> key(int number) {
        return Map.of("author", AttributeValue.fromS("author-4711"), "number", AttributeValue.fromN("" + number));
    }

    private Object get(int number) {
        return client.getItem(get -> get.tableName(TABLE).key(key(number))).item();
    }

    private Object update() {
        get(0);
        return client.updateItem(update -> update.tableName(TABLE)
                .key(key(0))
                .updateExpression("SET pages = :pages, revision = :new")
                .conditionExpression("revision = :old")
                .expressionAttributeValues(Map.of(
                        ":pages", AttributeValue.fromN("313"),
                        ":old", AttributeValue.fromN("7"),
                        ":new", AttributeValue.fromN("8")))
                .returnValues(ReturnValue.ALL_NEW));
    }

    private Object batchGet() {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(IntStream.range(0, Answers.BATCH).mapToObj(this::key).toList())
                .build();
        return client.batchGetItem(batch -> batch.requestItems(Map.of(TABLE, keys)));
    }

    private Object batchWrite() {
        WriteRequest write = WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
        return client.batchWriteItem(batch -> batch.requestItems(Map.of(
                TABLE, IntStream.range(0, Answers.BATCH).mapToObj(i -> write).toList())));
    }
}
