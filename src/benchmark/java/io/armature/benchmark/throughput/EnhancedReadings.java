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
package io.armature.benchmark.throughput;

import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

/** The enhanced client with its own extensions. */
final class EnhancedReadings implements Readings {

    private final DynamoDbEnhancedClient client;

    private final DynamoDbTable<Reading> table;

    EnhancedReadings(DynamoDbEnhancedClient client) {
        this.client = client;
        this.table = client.table(Reading.TABLE, TableSchema.fromBean(Reading.class));
    }

    static Key key(Reading.Id id) {
        return Key.builder().partitionValue(id.sensor()).sortValue(id.takenAt()).build();
    }

    @Override
    public String title() {
        return "Enhanced client";
    }

    @Override
    public Reading get(Reading.Id id) {
        return table.getItem(key(id));
    }

    @Override
    public void put(Reading reading) {
        table.putItem(reading);
    }

    @Override
    public void update(Reading.Id id, long value) {
        Reading reading = table.getItem(request -> request.key(key(id)).consistentRead(true));
        reading.setValue(value);
        table.updateItem(reading);
    }

    @Override
    public List<Reading> page(String sensor) {
        return table.query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(sensor)))
                        .limit(PAGE))
                .iterator()
                .next()
                .items();
    }

    @Override
    public List<Reading> batch(List<Reading.Id> ids) {
        ReadBatch.Builder<Reading> batch = ReadBatch.builder(Reading.class).mappedTableResource(table);
        ids.forEach(id -> batch.addGetItem(key(id)));
        return client.batchGetItem(request -> request.readBatches(batch.build())).resultsForTable(table).stream()
                .toList();
    }
}
