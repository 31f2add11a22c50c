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

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Stands for a DynamoDB that answers reads as a function of the table's name says, and counts what reaches it. */
final class ScriptedClient implements DynamoDbClient {

    private final String region;

    private final AtomicLong calls = new AtomicLong();

    private volatile Function<String, GetItemResponse> script =
            table -> GetItemResponse.builder().build();

    ScriptedClient() {
        this("eu-central-1");
    }

    ScriptedClient(String region) {
        this.region = region;
    }

    DynamoDbClient behind(CallLayer layer) {
        return new ClientLayers(List.of(layer)).wrap(this);
    }

    void answer(Function<String, GetItemResponse> script) {
        this.script = script;
    }

    void work() {
        answer(table -> GetItemResponse.builder().build());
    }

    void fail(RuntimeException failure) {
        answer(table -> {
            throw failure;
        });
    }

    long calls() {
        return calls.get();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        calls.incrementAndGet();
        return script.apply(request.tableName());
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        calls.incrementAndGet();
        request.transactItems().forEach(item -> script.apply(item.get().tableName()));
        return TransactGetItemsResponse.builder().build();
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        calls.incrementAndGet();
        script.apply("");
        return ListTablesResponse.builder().build();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return DynamoDbServiceClientConfiguration.builder()
                .region(Region.of(region))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    static GetItemRequest get(String table) {
        return GetItemRequest.builder()
                .tableName(table)
                .key(java.util.Map.of("id", AttributeValue.fromS("1")))
                .build();
    }

    static TransactGetItemsRequest getBoth(String one, String other) {
        return TransactGetItemsRequest.builder()
                .transactItems(List.of(getIn(one), getIn(other)))
                .build();
    }

    private static TransactGetItem getIn(String table) {
        return TransactGetItem.builder().get(get -> get.tableName(table)).build();
    }

    static DynamoDbException serverError() {
        return InternalServerErrorException.builder()
                .message("away")
                .statusCode(500)
                .build();
    }

    static SdkClientException unreachable() {
        return SdkClientException.create("Unable to execute HTTP request", new java.net.ConnectException("refused"));
    }

    static SdkClientException nameUnknown() {
        return SdkClientException.create("Unable to execute HTTP request", new java.net.UnknownHostException("gone"));
    }

    static DynamoDbException conditionFailed() {
        return ConditionalCheckFailedException.builder()
                .message("The conditional request failed")
                .statusCode(400)
                .build();
    }

    static DynamoDbException throttled(String reason, String table) {
        return ProvisionedThroughputExceededException.builder()
                .message("throttled")
                .statusCode(400)
                .throttlingReasons(ThrottlingReason.builder()
                        .reason(reason)
                        .resource("arn:aws:dynamodb:eu-central-1:123456789012:table/" + table)
                        .build())
                .build();
    }
}
