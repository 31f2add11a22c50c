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

import io.armature.client.Call;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Calls for items of one table, checked, completed, and their answers checked and cut. */
final class ItemCalls {

    private final WithheldAttributes withheld;

    ItemCalls(WithheldAttributes withheld) {
        this.withheld = withheld;
    }

    DynamoDbResponse get(Call call, Target target, GetItemRequest request) {
        target.checkKey(request.key());
        target.checkAttributesToGet(request.attributesToGet());
        CompletedProjection completed = CompletedProjection.of(
                target,
                request.projectionExpression(),
                request.expressionAttributeNames(),
                request.key().keySet());
        GetItemRequest sent = completed == null
                ? request
                : request.toBuilder()
                        .projectionExpression(completed.expression())
                        .expressionAttributeNames(completed.names())
                        .build();
        GetItemResponse response = (GetItemResponse) call.proceed(sent);
        AskedKeys.check(target, request.key(), response.item());
        return completed == null || !response.hasItem()
                ? response
                : response.toBuilder()
                        .item(completed.show(response.item(), withheld))
                        .build();
    }

    DynamoDbResponse query(Call call, Target target, QueryRequest request) {
        target.checkKey(request.exclusiveStartKey());
        target.checkAttributesToGet(request.attributesToGet());
        target.refuseGuarded(request.keyConditions().keySet(), Reason.LEGACY_PARAMETER);
        target.refuseGuarded(request.queryFilter().keySet(), Reason.LEGACY_PARAMETER);
        Map<String, String> names = request.expressionAttributeNames();
        ExpressionRules.checkKeyCondition(target, "KeyConditionExpression", request.keyConditionExpression(), names);
        ExpressionRules.checkCondition(target, "FilterExpression", request.filterExpression(), names);
        CompletedProjection completed =
                CompletedProjection.of(target, request.projectionExpression(), names, AskedKeys.names(target.table()));
        if (completed == null) {
            return call.proceed(request);
        }
        QueryResponse response = (QueryResponse) call.proceed(request.toBuilder()
                .projectionExpression(completed.expression())
                .expressionAttributeNames(completed.names())
                .build());
        return response.hasItems()
                ? response.toBuilder()
                        .items(completed.show(response.items(), withheld))
                        .build()
                : response;
    }

    DynamoDbResponse scan(Call call, Target target, ScanRequest request) {
        target.checkKey(request.exclusiveStartKey());
        target.checkAttributesToGet(request.attributesToGet());
        target.refuseGuarded(request.scanFilter().keySet(), Reason.LEGACY_PARAMETER);
        Map<String, String> names = request.expressionAttributeNames();
        ExpressionRules.checkCondition(target, "FilterExpression", request.filterExpression(), names);
        CompletedProjection completed =
                CompletedProjection.of(target, request.projectionExpression(), names, AskedKeys.names(target.table()));
        if (completed == null) {
            return call.proceed(request);
        }
        ScanResponse response = (ScanResponse) call.proceed(request.toBuilder()
                .projectionExpression(completed.expression())
                .expressionAttributeNames(completed.names())
                .build());
        return response.hasItems()
                ? response.toBuilder()
                        .items(completed.show(response.items(), withheld))
                        .build()
                : response;
    }

    /** Sends a search, whose answers hold no key record that could be added and taken away. */
    DynamoDbResponse search(Call call, Target target, SearchVectorsRequest request) {
        Map<String, String> names = request.expressionAttributeNames();
        ExpressionRules.checkKeyCondition(
                target, "SearchConditionExpression", request.searchConditionExpression(), names);
        if (request.projectionExpression() != null) {
            ExpressionRules.checkProjection(target, request.projectionExpression(), names)
                    .forEach(use -> {
                        if (target.encrypts(use.attribute())) {
                            throw target.refusal(Reason.ANSWER_UNREADABLE, use.attribute());
                        }
                    });
        }
        return call.proceed(request);
    }

    DynamoDbResponse put(Call call, Target target, PutItemRequest request) {
        WriteRules.check(target, request);
        PutItemResponse response = (PutItemResponse) call.proceed(request);
        if (response.hasAttributes()) {
            AskedKeys.check(target, AskedKeys.keyOf(target.table(), request.item()), response.attributes());
        }
        return response;
    }

    DynamoDbResponse update(Call call, Target target, UpdateItemRequest request) {
        WriteRules.check(target, request);
        UpdateItemResponse response = (UpdateItemResponse) call.proceed(request);
        AskedKeys.check(target, request.key(), response.attributes());
        return response;
    }

    DynamoDbResponse delete(Call call, Target target, DeleteItemRequest request) {
        WriteRules.check(target, request);
        DeleteItemResponse response = (DeleteItemResponse) call.proceed(request);
        AskedKeys.check(target, request.key(), response.attributes());
        return response;
    }
}
