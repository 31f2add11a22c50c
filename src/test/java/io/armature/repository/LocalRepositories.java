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

import io.armature.batch.BatchPauses;
import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import io.armature.schema.TableCreator;
import io.armature.support.DynamoDbEndpoint;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Repositories without an application around them, on tables of their own.
 *
 * @param client client that the repositories call
 * @param entities entities of the repositories
 */
record LocalRepositories(DynamoDbClient client, Entities entities) {

    static LocalRepositories on(DynamoDbEndpoint endpoint, CallLayer... layers) {
        TableNames names = new TableNames(endpoint.uniqueTableName("local") + "-", Map.of());
        return new LocalRepositories(
                new ClientLayers(List.of(layers)).wrap(endpoint.client()),
                new Entities(new EntitySchemas(List.of()), names, new TableCatalogue()));
    }

    <R> R get(Class<R> repository, DynamoDbEnhancedClientExtension... extensions) {
        R created = new DynamoDbRepositoryFactory(entities, new ItemExtensions(List.of(extensions)), client)
                .getRepository(repository);
        new TableCreator(client).create(entities.all());
        return created;
    }

    <R> R get(Class<R> repository, UpdateSettings settings, UpdateStatistics counts, UpdateEnvironment environment) {
        R created = new DynamoDbRepositoryFactory(
                        entities,
                        new ItemExtensions(List.of()),
                        client,
                        BatchPauses.real(),
                        settings,
                        counts,
                        environment)
                .getRepository(repository);
        new TableCreator(client).create(entities.all());
        return created;
    }

    String table(Class<?> entity) {
        return entities.get(entity).tableName();
    }
}
