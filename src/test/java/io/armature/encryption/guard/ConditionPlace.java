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

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Where a request takes a condition or a filter. */
enum ConditionPlace {
    PUT("PutItem") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return PutItemRequest.builder()
                    .tableName(table)
                    .item(GuardFixture.key())
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build();
        }
    },
    UPDATE("UpdateItem") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return UpdateItemRequest.builder()
                    .tableName(table)
                    .key(GuardFixture.key())
                    .updateExpression("REMOVE unrelated")
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build();
        }
    },
    DELETE("DeleteItem") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return DeleteItemRequest.builder()
                    .tableName(table)
                    .key(GuardFixture.key())
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build();
        }
    },
    TRANSACTED_PUT("TransactWriteItems") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return transaction(TransactWriteItem.builder()
                    .put(put -> put.tableName(table)
                            .item(GuardFixture.key())
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)));
        }
    },
    TRANSACTED_UPDATE("TransactWriteItems") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return transaction(TransactWriteItem.builder()
                    .update(update -> update.tableName(table)
                            .key(GuardFixture.key())
                            .updateExpression("REMOVE unrelated")
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)));
        }
    },
    TRANSACTED_DELETE("TransactWriteItems") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return transaction(TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table)
                            .key(GuardFixture.key())
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)));
        }
    },
    TRANSACTED_CHECK("TransactWriteItems") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return transaction(TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName(table)
                            .key(GuardFixture.key())
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)));
        }
    },
    QUERY("Query") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            Map<String, AttributeValue> all = new HashMap<>(Map.of(":key", GuardFixture.n("1")));
            if (values != null) {
                all.putAll(values);
            }
            return QueryRequest.builder()
                    .tableName(table)
                    .keyConditionExpression("id = :key")
                    .filterExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(all)
                    .build();
        }
    },
    SCAN("Scan") {
        @Override
        DynamoDbRequest request(
                String table,
                String condition,
                @Nullable Map<String, String> names,
                @Nullable Map<String, AttributeValue> values) {
            return ScanRequest.builder()
                    .tableName(table)
                    .filterExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build();
        }
    };

    private final String operation;

    ConditionPlace(String operation) {
        this.operation = operation;
    }

    String operation() {
        return operation;
    }

    /** Returns the request with the names and values that the condition needs, and no others. */
    DynamoDbRequest request(String table, String condition) {
        Map<String, String> names = GuardFixture.names(condition);
        Map<String, AttributeValue> values = GuardFixture.values(condition);
        return request(table, condition, names.isEmpty() ? null : names, values.isEmpty() ? null : values);
    }

    abstract DynamoDbRequest request(
            String table,
            String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values);

    private static DynamoDbRequest transaction(TransactWriteItem.Builder write) {
        return TransactWriteItemsRequest.builder().transactItems(write.build()).build();
    }
}
