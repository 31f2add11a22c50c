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
import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.WithheldAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** TransactGetItems, whose answers stand in the order of what was asked. */
final class TransactionReads {

    private final EncryptedTables tables;

    private final WithheldAttributes withheld;

    TransactionReads(EncryptedTables tables, WithheldAttributes withheld) {
        this.tables = tables;
        this.withheld = withheld;
    }

    DynamoDbResponse get(Call call, TransactGetItemsRequest request) {
        List<ItemRead> reads =
                request.transactItems().stream().map(item -> read(call, item)).toList();
        boolean completed = reads.stream().anyMatch(read -> read.completed != null);
        TransactGetItemsResponse response = (TransactGetItemsResponse) call.proceed(
                completed
                        ? request.toBuilder()
                                .transactItems(
                                        reads.stream().map(ItemRead::sent).toList())
                                .build()
                        : request);
        List<ItemResponse> shown = check(reads, response.responses());
        return completed ? response.toBuilder().responses(shown).build() : response;
    }

    private ItemRead read(Call call, TransactGetItem item) {
        Get get = item.get();
        EncryptedTable table = get == null || get.tableName() == null ? null : tables.find(get.tableName());
        if (get == null || table == null) {
            return new ItemRead(item, null, null);
        }
        Target target = new Target(call.operation(), table);
        target.checkKey(get.key());
        CompletedProjection completed = CompletedProjection.of(
                target,
                get.projectionExpression(),
                get.expressionAttributeNames(),
                get.key().keySet());
        return new ItemRead(item, target, completed);
    }

    private List<ItemResponse> check(List<ItemRead> reads, List<ItemResponse> answers) {
        List<ItemResponse> shown = new ArrayList<>(answers.size());
        Iterator<ItemRead> asked = reads.iterator();
        for (ItemResponse answer : answers) {
            if (!asked.hasNext()) {
                throw unasked(reads);
            }
            shown.add(asked.next().check(answer, withheld));
        }
        return shown;
    }

    private static RuntimeException unasked(List<ItemRead> reads) {
        return reads.stream()
                .map(ItemRead::target)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .foreign(null);
    }

    /**
     * One of the items to read.
     *
     * @param asked the caller's own request
     * @param target operation and table, or {@code null} for a table without encrypted attributes
     * @param completed the projection that is sent, or {@code null} if it is the caller's own
     */
    private record ItemRead(
            TransactGetItem asked,
            @Nullable Target target,
            @Nullable CompletedProjection completed) {

        TransactGetItem sent() {
            return completed == null
                    ? asked
                    : asked.toBuilder()
                            .get(asked.get().toBuilder()
                                    .projectionExpression(completed.expression())
                                    .expressionAttributeNames(completed.names())
                                    .build())
                            .build();
        }

        ItemResponse check(ItemResponse answer, WithheldAttributes withheld) {
            Map<String, AttributeValue> item = answer.item();
            if (target != null) {
                AskedKeys.check(target, Objects.requireNonNull(asked.get()).key(), item);
            }
            return completed == null || !answer.hasItem()
                    ? answer
                    : answer.toBuilder().item(completed.show(item, withheld)).build();
        }
    }
}
