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
package io.armature.benchmark.encryption;

import io.armature.benchmark.Operation;
import io.armature.benchmark.StubbedTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.AtomicCounterExtension;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts of the sample item by the enhanced client. */
final class Puts {

    private Puts() {}

    /** Returns a put with the extensions that the enhanced client has by itself, and with more. */
    static Operation of(
            DynamoDbClient client,
            TableSchema<Map<String, String>> schema,
            DynamoDbEnhancedClientExtension... extensions) {
        List<DynamoDbEnhancedClientExtension> all = new ArrayList<>();
        all.add(VersionedRecordExtension.builder().build());
        all.add(AtomicCounterExtension.builder().build());
        all.addAll(List.of(extensions));
        DynamoDbTable<Map<String, String>> table = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(all)
                .build()
                .table(SampleItem.TABLE, schema);
        Map<String, String> entity = SampleItem.entity();
        return () -> {
            table.putItem(entity);
            return entity;
        };
    }

    /** Returns a put that has been seen to send the secrets encrypted, or plain. */
    static Operation checked(StubbedTransport transport, boolean encrypted, Operation put) {
        try {
            put.run();
        } catch (Exception ex) {
            throw new IllegalStateException("The put that is to be measured failed", ex);
        }
        ItemChecks.requireSent(transport.lastBody(), encrypted);
        return put;
    }
}
