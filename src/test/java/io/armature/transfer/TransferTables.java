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
package io.armature.transfer;

import io.armature.batch.BatchJobs;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchSettings;
import io.armature.batch.BatchStatistics;
import io.armature.client.TableCatalogue;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import io.armature.schema.TableCreator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table to import into and what is needed for it, without an application around.
 *
 * @param client client of the engine
 * @param entities the entities
 * @param jobs the jobs
 */
record TransferTables(DynamoDbClient client, Entities entities, BatchJobs jobs) {

    static TransferTables on(DynamoDbClient client, String prefix) {
        TableCatalogue catalogue = new TableCatalogue();
        Entities entities = new Entities(new EntitySchemas(List.of()), new TableNames(prefix, Map.of()), catalogue);
        entities.get(Article.class);
        BatchJobs jobs = new BatchJobs(
                client,
                entities,
                new ItemExtensions(List.of()),
                catalogue,
                BatchSettings.defaults(),
                UnitPrices.defaults(),
                BatchStatistics.NONE);
        return new TransferTables(client, entities, jobs);
    }

    TransferTables create() {
        new TableCreator(client).create(entities.all());
        return this;
    }

    String table() {
        return entities.get(Article.class).tableName();
    }

    TableImporter importer() {
        return new TableImporter(
                jobs.writer(),
                entities,
                client,
                new TransferSettings(BatchRate.itemsPerSecond(100), UnitPrices.defaults(), 10));
    }

    Stream<Map<String, AttributeValue>> items() {
        return client.scanPaginator(request -> request.tableName(table()).consistentRead(true)).items().stream();
    }

    @Table("articles")
    record Article(
            @DynamoDbPartitionKey long id,
            String title,
            @Nullable BigDecimal price) {}
}
