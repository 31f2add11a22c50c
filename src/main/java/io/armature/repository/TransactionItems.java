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
package io.armature.repository;

import io.armature.client.ItemSizes;
import io.armature.mapping.Entity;
import io.armature.mapping.ItemExtensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Collects the writes of one transaction instead of sending them, and so lets everything that writes single items, with all
 * extensions, write into it. Not safe for use by concurrent threads.
 */
final class TransactionItems implements DynamoDbClient {

    private static final ReturnValuesOnConditionCheckFailure ALL_OLD = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final AttributeValue writeId;
    private final ItemExtensions extensions;
    private final ExceptionTranslation translation;
    private final DynamoDbEnhancedClient enhanced;
    private final List<TransactWriteItem> items = new ArrayList<>();
    private long bytes;

    /**
     * Creates the collection.
     *
     * @param writeId the id that each versioned item of the transaction keeps
     */
    TransactionItems(AttributeValue writeId, ItemExtensions extensions, ExceptionTranslation translation) {
        this.writeId = writeId;
        this.extensions = extensions;
        this.translation = translation;
        this.enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(this)
                .extensions(extensions.toList())
                .build();
    }

    List<TransactWriteItem> items() {
        return items;
    }

    /** Returns how much is sent, without the names and operators of conditions. */
    long bytes() {
        return bytes;
    }

    /** Returns the id of the transaction for items of this entity, {@code null} for those without a version. */
    @Nullable
    AttributeValue writeId(Entity<?> entity) {
        return entity.versionAttribute() == null ? null : writeId;
    }

    /** Returns a table whose writes are collected. */
    <T> VersionedTable<T> table(Entity<T> entity) {
        return new VersionedTable<>(
                entity, this, enhanced, extensions, new TableCalls(entity.tableName(), translation));
    }

    void delete(Entity<?> entity, Map<String, AttributeValue> key, @Nullable Expression condition) {
        DeleteItemRequest.Builder request =
                DeleteItemRequest.builder().tableName(entity.tableName()).key(key);
        if (condition != null) {
            request.conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.expressionNames())
                    .expressionAttributeValues(condition.expressionValues())
                    .returnValuesOnConditionCheckFailure(ALL_OLD);
        }
        deleteItem(request.build());
    }

    void check(Entity<?> entity, Map<String, AttributeValue> key, Expression condition) {
        ConditionCheck check = ConditionCheck.builder()
                .tableName(entity.tableName())
                .key(key)
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.expressionNames())
                .expressionAttributeValues(condition.expressionValues())
                .returnValuesOnConditionCheckFailure(ALL_OLD)
                .build();
        add(TransactWriteItem.builder().conditionCheck(check).build(), key, check.expressionAttributeValues());
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        add(of(request), request.item(), Map.of());
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        add(of(request), request.key(), request.expressionAttributeValues());
        return UpdateItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        add(of(request), request.key(), request.expressionAttributeValues());
        return DeleteItemResponse.builder().build();
    }

    private void add(TransactWriteItem write, Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        items.add(write);
        bytes += ItemSizes.of(item) + ItemSizes.of(values);
    }

    static TransactWriteItem of(PutItemRequest request) {
        return TransactWriteItem.builder()
                .put(copy(request, Put.builder())
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build())
                .build();
    }

    static TransactWriteItem of(UpdateItemRequest request) {
        return TransactWriteItem.builder()
                .update(copy(request, Update.builder())
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build())
                .build();
    }

    static TransactWriteItem of(DeleteItemRequest request) {
        return TransactWriteItem.builder()
                .delete(copy(request, Delete.builder())
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build())
                .build();
    }

    /** A write has the same fields in a transaction as alone, except for those that say what is returned. */
    private static <B extends SdkPojo> B copy(SdkPojo request, B write) {
        Map<String, SdkField<?>> fields = request.sdkFieldNameToField();
        write.sdkFieldNameToField().forEach((name, target) -> {
            SdkField<?> source = fields.get(name);
            if (source != null) {
                target.set(write, source.getValueOrDefault(request));
            }
        });
        return write;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
