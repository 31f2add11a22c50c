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
import io.armature.client.TableReference;
import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.WithheldAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** BatchGetItem, each of its tables checked, completed and cut by itself. */
final class BatchReads {

    private final EncryptedTables tables;

    private final WithheldAttributes withheld;

    BatchReads(EncryptedTables tables, WithheldAttributes withheld) {
        this.tables = tables;
        this.withheld = withheld;
    }

    DynamoDbResponse get(Call call, BatchGetItemRequest request) {
        Map<String, TableRead> reads = reads(call.operation(), request);
        boolean completed = reads.values().stream().anyMatch(read -> read.completed() != null);
        BatchGetItemResponse response = (BatchGetItemResponse) call.proceed(completed ? sent(request, reads) : request);
        Map<String, List<Map<String, AttributeValue>>> shown = new LinkedHashMap<>();
        response.responses().forEach((reference, items) -> {
            TableRead read = find(call.operation(), reads, reference);
            if (read != null) {
                items.forEach(read.keys()::check);
            }
            shown.put(
                    reference,
                    read == null || read.completed() == null
                            ? items
                            : read.completed().show(items, withheld));
        });
        return completed ? cut(call.operation(), response, reads, shown) : response;
    }

    private Map<String, TableRead> reads(String operation, BatchGetItemRequest request) {
        Map<String, TableRead> reads = new HashMap<>();
        request.requestItems().forEach((reference, asked) -> {
            EncryptedTable table = tables.find(reference);
            if (table != null) {
                reads.put(reference, TableRead.of(new Target(operation, table), asked));
            }
        });
        return reads;
    }

    private static BatchGetItemRequest sent(BatchGetItemRequest request, Map<String, TableRead> reads) {
        Map<String, KeysAndAttributes> sent = new LinkedHashMap<>(request.requestItems());
        reads.forEach((reference, read) -> sent.put(reference, read.sent()));
        return request.toBuilder().requestItems(sent).build();
    }

    private BatchGetItemResponse cut(
            String operation,
            BatchGetItemResponse response,
            Map<String, TableRead> reads,
            Map<String, List<Map<String, AttributeValue>>> shown) {
        BatchGetItemResponse.Builder cut = response.toBuilder().responses(shown);
        if (response.hasUnprocessedKeys()) {
            Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
            response.unprocessedKeys().forEach((reference, left) -> {
                TableRead read = find(operation, reads, reference);
                unprocessed.put(reference, read == null ? left : read.unprocessed(left));
            });
            cut.unprocessedKeys(unprocessed);
        }
        return cut.build();
    }

    /**
     * Returns what was asked of a table that the answer names, be it by its name or by its ARN, or {@code null} if it has
     * no encrypted attributes.
     */
    private @Nullable TableRead find(String operation, Map<String, TableRead> reads, String reference) {
        TableRead read = reads.get(reference);
        if (read != null) {
            return read;
        }
        String name = TableReference.tableName(reference);
        for (Map.Entry<String, TableRead> candidate : reads.entrySet()) {
            if (name != null && name.equals(TableReference.tableName(candidate.getKey()))) {
                return candidate.getValue();
            }
        }
        EncryptedTable table = tables.find(reference);
        if (table != null) {
            throw new Target(operation, table).foreign(null);
        }
        return null;
    }
}
