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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's enhanced client with a bean, as its guide shows it: the schema is made once. */
final class EnhancedSubjects {

    static final String NAME = "SDK enhanced client";

    /** With the time-outs that Armature sets: the SDK has none for a call, and schedules two tasks for each once it has. */
    static final String TIMED = "SDK enhanced client, time-outs";

    /** The layers without the repository. */
    static final String LAYERED = "Armature's client below the SDK enhanced client";

    private final String name;

    private final DynamoDbEnhancedClient client;

    private final DynamoDbTable<Document> table;

    private final DynamoDbTable<VersionedDocument> versioned;

    private final Document document = Document.of(0);

    private final List<Document> documents =
            IntStream.range(0, Answers.BATCH).mapToObj(Document::of).toList();

    EnhancedSubjects(DynamoDbClient client, String name) {
        this.name = name;
        this.client = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.table = this.client.table("document", TableSchema.fromBean(Document.class));
        this.versioned = this.client.table("document", TableSchema.fromBean(VersionedDocument.class));
    }

    void addTo(Map<Subject, Operation> operations) {
        operations.put(Group.GET.of(name), () -> table.getItem(key(0)));
        operations.put(Group.PUT.of(name), () -> {
            table.putItem(document);
            return document;
        });
        operations.put(Group.UPDATE.of(name), this::update);
        operations.put(Group.QUERY.of(name), this::query);
        operations.put(Group.BATCH_GET.of(name), this::batchGet);
        operations.put(Group.BATCH_WRITE.of(name), this::batchWrite);
    }

    static Key key(int number) {
        return Key.builder().partitionValue("author-4711").sortValue(number).build();
    }

    private Object update() {
        VersionedDocument read = versioned.getItem(key(0));
        read.setPages(read.getPages() + 1);
        return versioned.updateItem(read);
    }

    private Object query() {
        return table.query(query -> query.queryConditional(QueryConditional.keyEqualTo(
                                Key.builder().partitionValue("author-4711").build()))
                        .limit(Answers.PAGE))
                .iterator()
                .next()
                .items();
    }

    private Object batchGet() {
        ReadBatch.Builder<Document> batch = ReadBatch.builder(Document.class).mappedTableResource(table);
        for (int i = 0; i < Answers.BATCH; i++) {
            batch.addGetItem(key(i));
        }
        return client.batchGetItem(get -> get.readBatches(batch.build())).resultsForTable(table).stream()
                .toList();
    }

    private Object batchWrite() {
        WriteBatch.Builder<Document> batch = WriteBatch.builder(Document.class).mappedTableResource(table);
        documents.forEach(batch::addPutItem);
        return client.batchWriteItem(write -> write.writeBatches(batch.build()));
    }
}
