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

import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Which writes of items may pass. */
final class WriteRules {

    private static final String CONDITION = "ConditionExpression";

    /** What an answer may hold of an item with encrypted attributes: all of it, or nothing. */
    private static final Set<ReturnValue> WHOLE_ITEMS =
            Set.of(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_NEW);

    private final EncryptedTables tables;

    WriteRules(EncryptedTables tables) {
        this.tables = tables;
    }

    static void check(Target target, PutItemRequest request) {
        target.refuseGuarded(request.expected().keySet(), Reason.LEGACY_PARAMETER);
        ItemRules.checkPut(target, request.item());
        ExpressionRules.checkCondition(
                target, CONDITION, request.conditionExpression(), request.expressionAttributeNames());
    }

    static void check(Target target, DeleteItemRequest request) {
        target.checkKey(request.key());
        target.refuseGuarded(request.expected().keySet(), Reason.LEGACY_PARAMETER);
        ExpressionRules.checkCondition(
                target, CONDITION, request.conditionExpression(), request.expressionAttributeNames());
    }

    static void check(Target target, UpdateItemRequest request) {
        target.checkKey(request.key());
        target.refuseGuarded(request.expected().keySet(), Reason.LEGACY_PARAMETER);
        target.refuseGuarded(request.attributeUpdates().keySet(), Reason.LEGACY_PARAMETER);
        Map<String, String> names = request.expressionAttributeNames();
        ExpressionRules.checkCondition(target, CONDITION, request.conditionExpression(), names);
        boolean named = ExpressionRules.checkUpdate(
                target, request.updateExpression(), names, request.expressionAttributeValues());
        if (named && request.returnValues() != null && !WHOLE_ITEMS.contains(request.returnValues())) {
            throw target.refusal(Reason.ANSWER_UNREADABLE, null);
        }
    }

    void check(String operation, BatchWriteItemRequest request) {
        request.requestItems().forEach((reference, writes) -> {
            Target target = target(operation, reference);
            if (target != null) {
                writes.forEach(write -> check(target, write));
            }
        });
    }

    private static void check(Target target, WriteRequest write) {
        if (write.putRequest() != null) {
            ItemRules.checkPut(target, write.putRequest().item());
        }
        if (write.deleteRequest() != null) {
            target.checkKey(write.deleteRequest().key());
        }
    }

    void check(String operation, TransactWriteItemsRequest request) {
        List<TransactWriteItem> writes = request.transactItems();
        for (TransactWriteItem write : writes) {
            if (write.put() != null) {
                check(operation, write.put());
            }
            if (write.update() != null) {
                check(operation, write.update());
            }
            if (write.delete() != null) {
                check(operation, write.delete());
            }
            if (write.conditionCheck() != null) {
                check(operation, write.conditionCheck());
            }
        }
    }

    private void check(String operation, Put put) {
        Target target = target(operation, put.tableName());
        if (target != null) {
            ItemRules.checkPut(target, put.item());
            ExpressionRules.checkCondition(
                    target, CONDITION, put.conditionExpression(), put.expressionAttributeNames());
        }
    }

    private void check(String operation, Update update) {
        Target target = target(operation, update.tableName());
        if (target != null) {
            target.checkKey(update.key());
            Map<String, String> names = update.expressionAttributeNames();
            ExpressionRules.checkCondition(target, CONDITION, update.conditionExpression(), names);
            ExpressionRules.checkUpdate(target, update.updateExpression(), names, update.expressionAttributeValues());
        }
    }

    private void check(String operation, Delete delete) {
        Target target = target(operation, delete.tableName());
        if (target != null) {
            target.checkKey(delete.key());
            ExpressionRules.checkCondition(
                    target, CONDITION, delete.conditionExpression(), delete.expressionAttributeNames());
        }
    }

    private void check(String operation, ConditionCheck check) {
        Target target = target(operation, check.tableName());
        if (target != null) {
            target.checkKey(check.key());
            ExpressionRules.checkCondition(
                    target, CONDITION, check.conditionExpression(), check.expressionAttributeNames());
        }
    }

    private @Nullable Target target(String operation, @Nullable String reference) {
        EncryptedTable table = reference == null ? null : tables.find(reference);
        return table == null ? null : new Target(operation, table);
    }
}
