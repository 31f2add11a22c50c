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
package io.armature.encryption;

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyProvider;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import io.armature.repository.DynamoDbRepositoryFactory;
import io.armature.repository.DynamoDbTransactions;
import io.armature.repository.UpdateSettings;
import io.armature.repository.UpdateStatistics;
import io.armature.schema.TableCreator;
import io.armature.support.DynamoDbEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Repositories and an enhanced client with encryption, without an application around them. */
public final class LocalEncryption {

    private final DynamoDbClient plain;
    private final DynamoDbClient client;
    private final Setup setup;
    private final TableCatalogue catalogue = new TableCatalogue();
    private final Entities entities;
    private final EncryptedTables tables;
    private final EncryptionStatistics statistics = new EncryptionStatistics();
    private final WithheldAttributes withheld = new WithheldAttributes();
    private final DataKeys keys;
    private final ItemExtensions extensions;

    private LocalEncryption(DynamoDbEndpoint endpoint, Setup setup, boolean guarded, CallLayer... layers) {
        this.setup = setup;
        this.plain = endpoint.client();
        TableNames names = new TableNames(setup.prefix, Map.of());
        this.entities = new Entities(new EntitySchemas(List.of()), names, catalogue);
        this.tables = new EncryptedTables(catalogue, names::logicalNameOf, setup.policies);
        List<CallLayer> all = new ArrayList<>(List.of(layers));
        if (guarded) {
            all.add(new PlaintextGuardLayer(tables, withheld, statistics));
        }
        this.client = new ClientLayers(all).wrap(plain);
        this.keys = new DataKeys(
                setup.provider,
                new KeyContexts(setup.domain, 0, Map.of()),
                KeyCacheSettings.defaults(),
                null,
                statistics);
        this.extensions = new ItemExtensions(
                List.of(), new EncryptionExtension(tables, keys, setup.tenants, withheld, statistics));
    }

    public static LocalEncryption on(DynamoDbEndpoint endpoint, CallLayer... layers) {
        return on(endpoint, Setup.on(endpoint), layers);
    }

    public static LocalEncryption on(DynamoDbEndpoint endpoint, Setup setup, CallLayer... layers) {
        return new LocalEncryption(endpoint, setup, false, layers);
    }

    /** Returns one behind the guard, as an application has it. */
    public static LocalEncryption guarded(DynamoDbEndpoint endpoint, Setup setup, CallLayer... layers) {
        return new LocalEncryption(endpoint, setup, true, layers);
    }

    public <R> R repository(Class<R> type) {
        R repository = new DynamoDbRepositoryFactory(entities, extensions, client).getRepository(type);
        new TableCreator(plain).create(entities.all());
        return repository;
    }

    public <R> R repository(Class<R> type, UpdateSettings settings, UpdateStatistics counts) {
        R repository =
                new DynamoDbRepositoryFactory(entities, extensions, client, settings, counts).getRepository(type);
        new TableCreator(plain).create(entities.all());
        return repository;
    }

    public DynamoDbTransactions transactions(UpdateSettings settings) {
        return new DynamoDbTransactions(extensions, client, settings);
    }

    public DynamoDbEnhancedClient enhanced() {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(extensions.toList())
                .build();
    }

    public <T> DynamoDbTable<T> table(Class<T> entity) {
        return enhanced().table(tableName(entity), entities.get(entity).schema());
    }

    /** Returns a table of the enhanced client whose schema knows of no encryption, but the catalogue does. */
    public <T> DynamoDbTable<T> table(String physicalName, TableSchema<T> schema) {
        return enhanced().table(physicalName, schema);
    }

    public String tableName(Class<?> entity) {
        return entities.get(entity).tableName();
    }

    /** Returns a whole item as it is stored. */
    public Map<String, AttributeValue> stored(Class<?> entity, Map<String, AttributeValue> key) {
        return plain.getItem(
                        request -> request.tableName(tableName(entity)).key(key).consistentRead(true))
                .item();
    }

    /** Lets the next write use another data key. */
    public void flush() {
        keys.flush();
    }

    public ItemDecryptor decryptor() {
        return new ItemDecryptor(tables, keys, setup.tenants, withheld, statistics);
    }

    public DynamoDbClient plainClient() {
        return plain;
    }

    public DynamoDbClient client() {
        return client;
    }

    EncryptedTables tables() {
        return tables;
    }

    public TableCatalogue catalogue() {
        return catalogue;
    }

    public Entities entities() {
        return entities;
    }

    public EncryptionStatistics statistics() {
        return statistics;
    }

    public WithheldAttributes withheld() {
        return withheld;
    }

    public InMemoryKeyProvider provider() {
        return (InMemoryKeyProvider) setup.provider;
    }

    /** What a stage of a system is set up with. */
    public record Setup(
            String prefix, KeyProvider provider, String domain, Tenants tenants, PlaintextPolicies policies) {

        public static Setup on(DynamoDbEndpoint endpoint) {
            return new Setup(
                    endpoint.uniqueTableName("enc") + "-",
                    new InMemoryKeyProvider(),
                    "",
                    (table, key) -> "",
                    PlaintextPolicies.forbid());
        }

        public Setup domain(String other) {
            return new Setup(prefix, provider, other, tenants, policies);
        }

        public Setup tenants(Tenants other) {
            return new Setup(prefix, provider, domain, other, policies);
        }

        public Setup policies(PlaintextPolicies other) {
            return new Setup(prefix, provider, domain, tenants, other);
        }

        public Setup provider(KeyProvider other) {
            return new Setup(prefix, other, domain, tenants, policies);
        }
    }
}
