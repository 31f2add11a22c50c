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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Stands for DynamoDB: items by the text attribute {@code id}, with their history. An update replaces the item by its key and
 * the values of its expression.
 */
final class MemoryDynamoDb implements DynamoDbClient {

    static final String VERSION = "version";

    private final Map<String, List<State>> histories = new HashMap<>();

    private final VirtualTime time;

    private long commits;

    /** What goes wrong with the next request, {@code null} for nothing. */
    Supplier<@Nullable Fault> faults = () -> null;

    /** Run before and after DynamoDB does what it is asked for. */
    Runnable onTheWay = () -> {};

    /** Told of each commit. */
    Consumer<State> committed = state -> {};

    /** Told of each answer. */
    Runnable acknowledged = () -> {};

    /** Whether updates answer what was there before, whatever they were asked for. */
    boolean updatesAnswerOld;

    /** Which of its states an eventually consistent read sees. */
    ToIntFunction<List<State>> seen = states -> states.size() - 1;

    @Nullable
    DynamoDbRequest last;

    MemoryDynamoDb(VirtualTime time) {
        this.time = time;
    }

    /** What may go wrong. */
    enum Fault {
        /** Nothing is sent. */
        UNREACHABLE,
        /** DynamoDB does nothing, which nobody knows. */
        ERROR,
        /** DynamoDB does what it is asked for, and the answer is lost. */
        LOST_ANSWER,
        DENIED,
        THROTTLED
    }

    /** An item between two commits, {@code null} where there is none. */
    record State(long commit, long nanos, @Nullable Map<String, AttributeValue> item) {}

    static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    List<State> history(String table, String id) {
        return histories.computeIfAbsent(table + "/" + id, name -> new ArrayList<>(List.of(new State(0, 0, null))));
    }

    State current(String table, String id) {
        List<State> states = history(table, id);
        return states.get(states.size() - 1);
    }

    State commit(String table, String id, @Nullable Map<String, AttributeValue> item) {
        State state = new State(++commits, time.nanos(), item);
        history(table, id).add(state);
        committed.accept(state);
        return state;
    }

    private <T> T serve(DynamoDbRequest request, Supplier<T> action) {
        last = request;
        onTheWay.run();
        Fault fault = faults.get();
        if (fault == Fault.UNREACHABLE) {
            throw SdkClientException.create("Unable to execute HTTP request", new java.net.ConnectException("refused"));
        }
        if (fault == Fault.DENIED || fault == Fault.THROTTLED) {
            throw refusal(fault == Fault.DENIED ? "AccessDeniedException" : "ThrottlingException");
        }
        T answer = fault == Fault.ERROR ? null : action.get();
        onTheWay.run();
        if (fault == null) {
            acknowledged.run();
        }
        if (fault != null) {
            throw InternalServerErrorException.builder()
                    .message("away")
                    .statusCode(500)
                    .build();
        }
        return answer;
    }

    private static RuntimeException refusal(String code) {
        return DynamoDbException.builder()
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode(code)
                        .build())
                .message("refused")
                .statusCode(400)
                .build();
    }

    private @Nullable Map<String, AttributeValue> read(
            String table, Map<String, AttributeValue> key, @Nullable Boolean consistent) {
        List<State> states = history(table, key.get("id").s());
        int index = Boolean.TRUE.equals(consistent) ? states.size() - 1 : seen.applyAsInt(states);
        return states.get(index).item();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return serve(request, () -> {
            Map<String, AttributeValue> item = read(request.tableName(), request.key(), request.consistentRead());
            return item == null
                    ? GetItemResponse.builder().build()
                    : GetItemResponse.builder().item(item).build();
        });
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return serve(request, () -> {
            Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
            request.requestItems()
                    .forEach((table, asked) -> asked.keys().forEach(key -> {
                        Map<String, AttributeValue> item = read(table, key, asked.consistentRead());
                        if (item != null) {
                            found.computeIfAbsent(table, name -> new ArrayList<>())
                                    .add(item);
                        }
                    }));
            return BatchGetItemResponse.builder()
                    .responses(found)
                    .unprocessedKeys(Map.of())
                    .build();
        });
    }

    /** Puts an item if the version that is there is lower by one, as optimistic locking wants it. */
    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return serve(request, () -> {
            String id = request.item().get("id").s();
            if (request.conditionExpression() != null) {
                requireVersion(current(request.tableName(), id), Versioned.of(request.item()) - 1);
            }
            commit(request.tableName(), id, request.item());
            return PutItemResponse.builder().build();
        });
    }

    private static void requireVersion(State state, long expected) {
        if ((state.item() == null ? 0 : Versioned.of(state.item())) != expected) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .statusCode(400)
                    .build();
        }
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return serve(request, () -> {
            String id = request.key().get("id").s();
            Map<String, AttributeValue> before =
                    current(request.tableName(), id).item();
            Map<String, AttributeValue> item = new HashMap<>(request.key());
            request.expressionAttributeValues().forEach((name, value) -> item.put(name.substring(1), value));
            commit(request.tableName(), id, item);
            UpdateItemResponse.Builder response = UpdateItemResponse.builder();
            ReturnValue returned = updatesAnswerOld ? ReturnValue.ALL_OLD : request.returnValues();
            if (returned == ReturnValue.ALL_NEW) {
                response.attributes(item);
            } else if (returned == ReturnValue.ALL_OLD && before != null) {
                response.attributes(before);
            }
            return response.build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return serve(request, () -> {
            commit(request.tableName(), request.key().get("id").s(), null);
            return DeleteItemResponse.builder().build();
        });
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return serve(request, () -> {
            request.requestItems()
                    .forEach((table, writes) -> writes.forEach(write -> {
                        if (write.putRequest() != null) {
                            commit(
                                    table,
                                    write.putRequest().item().get("id").s(),
                                    write.putRequest().item());
                        } else {
                            commit(table, write.deleteRequest().key().get("id").s(), null);
                        }
                    }));
            return BatchWriteItemResponse.builder().build();
        });
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return serve(request, () -> {
            request.transactItems().forEach(write -> {
                if (write.put() != null) {
                    commit(
                            write.put().tableName(),
                            write.put().item().get("id").s(),
                            write.put().item());
                } else if (write.delete() != null) {
                    commit(
                            write.delete().tableName(),
                            write.delete().key().get("id").s(),
                            null);
                }
            });
            return TransactWriteItemsResponse.builder().build();
        });
    }

    /** Deletes the item of the first parameter from the table that is the third word. */
    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return serve(request, () -> {
            if (request.statement().startsWith("DELETE")) {
                String table = request.statement().split(" ")[2].replace("\"", "");
                commit(table, request.parameters().get(0).s(), null);
            }
            return ExecuteStatementResponse.builder().build();
        });
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return DynamoDbServiceClientConfiguration.builder()
                .region(Region.EU_CENTRAL_1)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** Reads versions. */
    static final class Versioned {

        private Versioned() {}

        static long of(Map<String, AttributeValue> item) {
            return Long.parseLong(item.get(VERSION).n());
        }
    }
}
