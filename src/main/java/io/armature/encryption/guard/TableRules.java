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

import io.armature.encryption.ReservedNames;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorAttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** Which changes of tables may pass: keys, indexes and expiry cannot work on encrypted attributes. */
final class TableRules {

    private TableRules() {}

    static void check(Target target, DynamoDbRequest request) {
        if (request instanceof CreateTableRequest create) {
            checkKeys(target, create.keySchema());
            checkIndexes(
                    target, create.globalSecondaryIndexes(), create.localSecondaryIndexes(), create.vectorIndexes());
        } else if (request instanceof UpdateTableRequest update) {
            check(target, update);
        } else if (request instanceof RestoreTableFromBackupRequest restore) {
            checkIndexes(
                    target,
                    restore.globalSecondaryIndexOverride(),
                    restore.localSecondaryIndexOverride(),
                    restore.vectorIndexOverride());
        } else if (request instanceof RestoreTableToPointInTimeRequest restore) {
            checkIndexes(
                    target,
                    restore.globalSecondaryIndexOverride(),
                    restore.localSecondaryIndexOverride(),
                    restore.vectorIndexOverride());
        } else if (request instanceof UpdateTimeToLiveRequest expiry && expiry.timeToLiveSpecification() != null) {
            refuseGuarded(target, expiry.timeToLiveSpecification().attributeName(), Reason.USED_AS_TIME_TO_LIVE);
        } else if (request instanceof ImportTableRequest) {
            throw target.refusal(Reason.IMPORT, null);
        }
    }

    private static void check(Target target, UpdateTableRequest update) {
        update.globalSecondaryIndexUpdates().forEach(change -> {
            if (change.create() != null) {
                checkKeys(target, change.create().keySchema());
                checkProjection(target, change.create().projection());
            }
        });
        update.vectorIndexUpdates().forEach(change -> {
            if (change.create() != null) {
                checkVectors(
                        target,
                        change.create().vectorAttribute(),
                        change.create().searchSchema());
                checkProjection(target, change.create().projection());
            }
        });
    }

    private static void checkIndexes(
            Target target,
            List<GlobalSecondaryIndex> globals,
            List<LocalSecondaryIndex> locals,
            List<VectorIndex> vectors) {
        globals.forEach(index -> {
            checkKeys(target, index.keySchema());
            checkProjection(target, index.projection());
        });
        locals.forEach(index -> {
            checkKeys(target, index.keySchema());
            checkProjection(target, index.projection());
        });
        vectors.forEach(index -> {
            checkVectors(target, index.vectorAttribute(), index.searchSchema());
            checkProjection(target, index.projection());
        });
    }

    private static void checkKeys(Target target, List<KeySchemaElement> keys) {
        keys.forEach(key -> refuseGuarded(target, key.attributeName(), Reason.USED_AS_KEY));
    }

    private static void checkVectors(
            Target target, @Nullable VectorAttributeDefinition vector, List<SearchSchemaElement> searched) {
        if (vector != null) {
            refuseGuarded(target, vector.attributeName(), Reason.USED_AS_KEY);
        }
        searched.forEach(element -> refuseGuarded(target, element.attributeName(), Reason.USED_AS_KEY));
    }

    private static void checkProjection(Target target, @Nullable Projection projection) {
        List<String> included = projection == null ? List.of() : projection.nonKeyAttributes();
        if (!included.contains(ReservedNames.KEY_RECORD)) {
            for (String attribute : included) {
                if (target.encrypts(attribute)) {
                    throw target.refusal(Reason.INDEX_WITHOUT_KEY_RECORD, attribute);
                }
            }
        }
    }

    private static void refuseGuarded(Target target, @Nullable String attribute, Reason reason) {
        if (attribute != null && target.guards(attribute)) {
            throw target.refusal(reason, attribute);
        }
    }
}
