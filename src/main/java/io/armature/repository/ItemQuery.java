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

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Query or scan with its values, ready to be sent page by page.
 *
 * @param index index to read, or {@code null} for the table
 * @param keyCondition condition on the keys, or {@code null} for a scan
 * @param filter condition on other attributes, or {@code null}
 * @param projection attributes to fetch, or {@code null} for all
 * @param names names behind the placeholders of the expressions
 * @param values values behind the placeholders of the expressions
 * @param forward whether to read in ascending order of the sort key
 * @param consistent whether to read strongly consistently
 * @param counting whether to count only
 */
record ItemQuery(
        @Nullable String index,
        @Nullable String keyCondition,
        @Nullable String filter,
        @Nullable String projection,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        boolean forward,
        boolean consistent,
        boolean counting) {

    boolean scans() {
        return keyCondition == null;
    }

    boolean filters() {
        return filter != null;
    }

    ItemQuery backward() {
        return new ItemQuery(index, keyCondition, filter, projection, names, values, !forward, consistent, counting);
    }

    QueryRequest toQuery(String table, Map<String, AttributeValue> startKey, @Nullable Integer limit) {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression(keyCondition)
                .filterExpression(filter)
                .projectionExpression(projection)
                .expressionAttributeValues(values)
                .scanIndexForward(forward)
                .consistentRead(consistent)
                .limit(limit);
        if (!names.isEmpty()) {
            request.expressionAttributeNames(names);
        }
        if (!startKey.isEmpty()) {
            request.exclusiveStartKey(startKey);
        }
        if (counting) {
            request.select(Select.COUNT);
        }
        return request.build();
    }

    ScanRequest toScan(String table, Map<String, AttributeValue> startKey, @Nullable Integer limit) {
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table)
                .filterExpression(filter)
                .projectionExpression(projection)
                .consistentRead(consistent)
                .limit(limit);
        if (!names.isEmpty()) {
            request.expressionAttributeNames(names);
        }
        if (!values.isEmpty()) {
            request.expressionAttributeValues(values);
        }
        if (!startKey.isEmpty()) {
            request.exclusiveStartKey(startKey);
        }
        if (counting) {
            request.select(Select.COUNT);
        }
        return request.build();
    }
}
