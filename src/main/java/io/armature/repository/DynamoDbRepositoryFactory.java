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
import io.armature.batch.InlineBatches;
import io.armature.mapping.Entities;
import io.armature.mapping.Entity;
import io.armature.mapping.EntityKeys;
import io.armature.mapping.ItemExtensions;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Creates repositories.
 *
 * <p>Repositories always write through an enhanced client of their own with the {@link ItemExtensions}, also where the
 * application has declared another one, so that no version is left unchecked.
 */
public final class DynamoDbRepositoryFactory extends RepositoryFactorySupport {

    private final Entities entities;
    private final ItemExtensions extensions;
    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final ExceptionTranslation translation = new ExceptionTranslation();
    private final BatchPauses pauses;
    private final UpdateSettings updateSettings;
    private final UpdateStatistics updateStatistics;
    private final UpdateEnvironment updateEnvironment;
    private final DynamoDbClient versionedClient;
    private final DynamoDbEnhancedClient versionedEnhanced;

    /**
     * Creates the factory.
     *
     * @param entities descriptions of the entities
     * @param extensions extensions that items pass
     * @param client client that every call goes through
     */
    public DynamoDbRepositoryFactory(Entities entities, ItemExtensions extensions, DynamoDbClient client) {
        this(entities, extensions, client, UpdateSettings.defaults(), new UpdateStatistics());
    }

    /**
     * Creates the factory with settings for the writing of versioned items.
     *
     * @param entities descriptions of the entities
     * @param extensions extensions that items pass
     * @param client client that every call goes through
     * @param updateSettings how versioned items are updated
     * @param updateStatistics what counts their writes
     */
    public DynamoDbRepositoryFactory(
            Entities entities,
            ItemExtensions extensions,
            DynamoDbClient client,
            UpdateSettings updateSettings,
            UpdateStatistics updateStatistics) {
        this(
                entities,
                extensions,
                client,
                BatchPauses.real(),
                updateSettings,
                updateStatistics,
                UpdateEnvironment.real());
    }

    DynamoDbRepositoryFactory(
            Entities entities,
            ItemExtensions extensions,
            DynamoDbClient client,
            BatchPauses pauses,
            UpdateSettings updateSettings,
            UpdateStatistics updateStatistics,
            UpdateEnvironment updateEnvironment) {
        this.updateSettings = updateSettings;
        this.updateStatistics = updateStatistics;
        this.updateEnvironment = updateEnvironment;
        this.pauses = pauses;
        this.entities = entities;
        this.extensions = extensions;
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(extensions.toList())
                .build();
        this.versionedClient = updateSettings.ambiguity() == UpdateSettings.Ambiguity.TRANSACTION
                ? new TransactingClient(client, updateSettings, updateEnvironment)
                : client;
        this.versionedEnhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(versionedClient)
                .extensions(extensions.toList())
                .build();
    }

    @Override
    public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
        Entity<?> entity = entities.get(metadata.getDomainType());
        return new DynamoDbEntityInformation<>(entity, new EntityKeys<>(entity, metadata.getIdType()));
    }

    @Override
    protected Object getTargetRepository(RepositoryInformation information) {
        return target(information, entities.get(information.getDomainType()));
    }

    private <T> Object target(RepositoryInformation information, Entity<T> entity) {
        VersionedMethods<T> versioned =
                versioned(entity, information.getRepositoryInterface().getSimpleName());
        versioned.check(information.getRepositoryInterface());
        return new SimpleDynamoDbRepository<>(
                entity,
                new EntityKeys<>(entity, information.getIdType()),
                reads(entity),
                writes(entity),
                CrudPolicy.of(information.getRepositoryInterface()),
                StalePolicy.of(information.getRepositoryInterface(), entity.versionAttribute() != null),
                versioned);
    }

    private <T> VersionedMethods<T> versioned(Entity<T> entity, String repository) {
        String version = entity.versionAttribute();
        WriteCounter counter = new WriteCounter(updateStatistics, repository);
        if (version == null) {
            return new VersionedMethods<>(entity, null, null, counter);
        }
        VersionedTable<T> table =
                new VersionedTable<>(entity, versionedClient, versionedEnhanced, extensions, calls(entity));
        return new VersionedMethods<>(
                entity,
                new VersionedWrites<>(
                        entity,
                        version,
                        table,
                        new TableWrites<>(
                                entity,
                                versionedClient,
                                versionedEnhanced,
                                extensions,
                                calls(entity),
                                batches(versionedClient)),
                        updateEnvironment.writeIds(),
                        counter),
                new OptimisticUpdate<>(entity, version, table, updateSettings, updateEnvironment, counter),
                counter);
    }

    private <T> TableReads<T> reads(Entity<T> entity) {
        return new TableReads<>(entity, client, extensions, calls(entity), batches(client), Clock.systemUTC());
    }

    private <T> TableWrites<T> writes(Entity<T> entity) {
        return new TableWrites<>(entity, client, enhanced, extensions, calls(entity), batches(client));
    }

    private InlineBatches batches(DynamoDbClient client) {
        return new InlineBatches(client, extensions, pauses);
    }

    private TableCalls calls(Entity<?> entity) {
        return new TableCalls(entity.tableName(), translation);
    }

    @Override
    protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
        return SimpleDynamoDbRepository.class;
    }

    @Override
    protected Optional<QueryLookupStrategy> getQueryLookupStrategy(
            QueryLookupStrategy.@Nullable Key key, ValueExpressionDelegate expressions) {
        return Optional.of((method, metadata, projections, namedQueries) -> {
            Entity<?> entity = entities.get(metadata.getDomainType());
            DynamoDbQueryMethod queryMethod = new DynamoDbQueryMethod(method, metadata, projections);
            return new DerivedQuery(entity, queryMethod, projections, reads(entity), writes(entity));
        });
    }
}
