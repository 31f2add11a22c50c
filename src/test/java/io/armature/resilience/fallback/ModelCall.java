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
package io.armature.resilience.fallback;

import static io.armature.resilience.fallback.FallbackFixture.NOTES;
import static io.armature.resilience.fallback.FallbackFixture.ORDERS;
import static io.armature.resilience.fallback.FallbackFixture.get;
import static io.armature.resilience.fallback.FallbackFixture.item;

import io.armature.resilience.fallback.HeldStore.Command;
import io.armature.resilience.fallback.MemoryDynamoDb.State;
import io.armature.resilience.fallback.ModelWorld.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** A call that somebody makes, chosen by chance: readers, writers, deleters and who creates again what was deleted. */
final class ModelCall {

    /** How long the mark before a write protects: reads that begin later may fill, and see what was before. */
    private static final Duration PROTECTED =
            FallbackSettings.defaults().quietTime().minus(ModelWorld.LAG);

    final List<Command<?>> commands = new ArrayList<>();

    final Instance instance;

    final long started;

    /** What it writes, {@code null} of a read. */
    @Nullable
    String writes;

    boolean returned;

    long commit;

    private final ModelWorld world;

    private final long number;

    private long tokens;

    private boolean acknowledgedAfter;

    private final String table;

    private final String id;

    ModelCall(ModelWorld world, Instance instance, long number) {
        this.world = world;
        this.instance = instance;
        this.number = number;
        this.started = world.time.nanos();
        this.table = world.anyTable();
        this.id = world.any(List.of("a", "b"));
    }

    /** Returns one that ends in 1 for the first mark of a call, and higher for the others. */
    long nextToken() {
        return 10 * number + ++tokens;
    }

    /**
     * Tells whether somebody who begins to read in an instance may rely on the write. One that takes longer than the quiet time is
     * protected by its second mark only, and so from when it returns.
     */
    boolean isPromisedTo(Instance reader) {
        if (!returned && world.time.nanos() - started >= PROTECTED.toNanos()) {
            return false;
        }
        boolean acknowledged = !commands.isEmpty() && isDone(commands.get(0)) && (!returned || acknowledgedAfter);
        return instance == reader || acknowledged;
    }

    private static boolean isDone(Command<?> command) {
        return command.result().isDone()
                && !command.result().isCompletedExceptionally()
                && !Boolean.FALSE.equals(command.result().join());
    }

    void make() {
        DynamoDbClient client = instance.client();
        int kind = world.random.nextInt(100);
        world.note(
                "begins, kind " + kind + ", " + table + "/" + id + ", instance " + world.instances.indexOf(instance));
        if (kind < 58) {
            read(client);
        } else if (kind < 68) {
            readBoth(client);
        } else {
            writes = kind < 98 ? table + "/" + id : table;
            try {
                write(client, kind);
            } catch (RuntimeException ex) {
                if (ex instanceof NullPointerException || ex instanceof IllegalStateException) {
                    throw ex;
                }
            }
            acknowledgedAfter = commands.size() > 1 && isDone(commands.get(commands.size() - 1));
        }
    }

    private void read(DynamoDbClient client) {
        ModelPromise.Asked asked = world.promise.ask(this);
        GetItemResponse response;
        try {
            response = client.getItem(get(table, id));
        } catch (RuntimeException ex) {
            return;
        }
        if (FallbackMark.of(response).isPresent()) {
            asked.answered(table, id, response.hasItem() ? response.item() : null);
        }
    }

    private void readBoth(DynamoDbClient client) {
        ModelPromise.Asked asked = world.promise.ask(this);
        String other = table.equals(ORDERS) ? NOTES : ORDERS;
        // In an order that is the same for the same seed.
        Map<String, KeysAndAttributes> items = new LinkedHashMap<>();
        items.put(table, keys("a", "b"));
        items.put(other, keys(id));
        BatchGetItemResponse response;
        try {
            response = client.batchGetItem(request -> request.requestItems(items));
        } catch (RuntimeException ex) {
            return;
        }
        if (FallbackMark.of(response).isPresent()) {
            asked.answeredBatch(response, table, List.of("a", "b"));
            asked.answeredBatch(response, other, List.of(id));
        }
    }

    private static KeysAndAttributes keys(String... ids) {
        return KeysAndAttributes.builder()
                .keys(Arrays.stream(ids).map(MemoryDynamoDb::key).toList())
                .build();
    }

    private void write(DynamoDbClient client, int kind) {
        String text = table + "/" + id + " " + number;
        if (kind < 84) {
            State before = world.dynamoDb.current(table, id);
            long version = before.item() == null ? 1 : versionOf(before.item()) + 1;
            PutItemRequest.Builder put =
                    PutItemRequest.builder().tableName(table).item(item(id, version, text));
            client.putItem(put.conditionExpression(table.equals(ORDERS) ? "as it was" : null)
                    .build());
        } else if (kind < 86) {
            client.putItem(FallbackFixture.put(table, item(id, 1, text)));
        } else if (kind < 92) {
            client.deleteItem(request -> request.tableName(table).key(MemoryDynamoDb.key(id)));
        } else if (kind < 98) {
            ReturnValue returned = world.any(List.of(ReturnValue.ALL_NEW, ReturnValue.ALL_OLD, ReturnValue.NONE));
            client.updateItem(request -> request.tableName(table)
                    .key(MemoryDynamoDb.key(id))
                    .returnValues(returned)
                    .updateExpression("SET text = :text, version = :version")
                    .expressionAttributeValues(Map.of(
                            ":text", AttributeValue.fromS(text), ":version", AttributeValue.fromN("" + number))));
        } else {
            client.executeStatement(request ->
                    request.statement("DELETE FROM " + table + " WHERE id=?").parameters(AttributeValue.fromS(id)));
        }
    }

    private static long versionOf(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get(MemoryDynamoDb.VERSION).n());
    }

    String table() {
        return table;
    }

    String id() {
        return id;
    }

    @Override
    public String toString() {
        return "call " + number;
    }
}
