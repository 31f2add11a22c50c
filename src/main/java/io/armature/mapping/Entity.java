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
package io.armature.mapping;

import io.armature.client.MisconfigurationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.IndexMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * An entity class and the table it is stored in. Safe for use by concurrent threads.
 *
 * @param <T> type of the entity
 */
public final class Entity<T> {

    /** Name under which the enhanced client keeps the name of the version attribute in a table's metadata. */
    private static final String VERSION_METADATA = "VersionedRecordExtension:VersionAttribute";

    private static final String START_METADATA = "VersionedRecordExtension:StartAt";

    private static final String INCREMENT_METADATA = "VersionedRecordExtension:IncrementBy";

    private static final String COUNTER_METADATA = "AtomicCounter:Counters";

    private final Class<T> type;
    private final TableSchema<T> schema;
    private final String logicalName;
    private final String tableName;
    private final String partitionKey;
    private final @Nullable String sortKey;
    private final List<String> keys;
    private final @Nullable String versionAttribute;
    private final List<SecondaryIndex> indexes;
    private final AttributePaths paths;
    private final Predicate<String> encrypted;
    private final Map<String, Set<String>> indexReads = new ConcurrentHashMap<>();

    Entity(
            Class<T> type,
            TableSchema<T> schema,
            String logicalName,
            String tableName,
            AttributePaths paths,
            Predicate<String> encrypted) {
        this.type = type;
        this.schema = schema;
        this.logicalName = logicalName;
        this.tableName = tableName;
        this.paths = paths;
        this.encrypted = encrypted;
        checkPrimaryKey();
        this.partitionKey = schema.tableMetadata().primaryPartitionKey();
        this.sortKey = schema.tableMetadata().primarySortKey().orElse(null);
        this.keys = sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
        this.versionAttribute = schema.tableMetadata()
                .customMetadataObject(VERSION_METADATA, String.class)
                .orElse(null);
        this.indexes = schema.tableMetadata().indices().stream()
                .filter(index -> !TableMetadata.primaryIndexName().equals(index.name()))
                .map(this::index)
                .toList();
    }

    private void checkPrimaryKey() {
        // The schema knows no primary index at all when no attribute is marked as its key.
        IndexMetadata primary = schema.tableMetadata().indices().stream()
                .filter(index -> TableMetadata.primaryIndexName().equals(index.name()))
                .findFirst()
                .orElse(null);
        if (primary == null || primary.partitionKeys().isEmpty()) {
            throw new MisconfigurationException(
                    type.getName() + " has no partition key.",
                    "Annotate the getter or record component that is the partition key of table '" + tableName
                            + "' with @DynamoDbPartitionKey.");
        }
        if (primary.partitionKeys().size() > 1 || primary.sortKeys().size() > 1) {
            throw new MisconfigurationException(
                    type.getName() + " has more than one partition key or sort key.",
                    "A table has one partition key and at most one sort key: remove an annotation.");
        }
    }

    private SecondaryIndex index(IndexMetadata index) {
        if (index.partitionKeys().size() > 1 || index.sortKeys().size() > 1) {
            throw new MisconfigurationException(
                    "Index '" + index.name() + "' of " + type.getName()
                            + " has a key of several attributes, which is not supported yet.",
                    "Give the index one partition key and at most one sort key attribute.");
        }
        String partitionKey = schema.tableMetadata().indexPartitionKey(index.name());
        String sortKey = schema.tableMetadata().indexSortKey(index.name()).orElse(null);
        // A local index names a sort key only; one that names the table's partition key again is a global one.
        return new SecondaryIndex(
                index.name(), partitionKey, sortKey, index.partitionKeys().isEmpty());
    }

    /**
     * Returns the class of the entity.
     *
     * @return the class
     */
    public Class<T> type() {
        return type;
    }

    /**
     * Returns the schema that maps the entity.
     *
     * @return the schema
     */
    public TableSchema<T> schema() {
        return schema;
    }

    /**
     * Returns the name of the table in the code and the configuration.
     *
     * @return the logical name
     */
    public String logicalName() {
        return logicalName;
    }

    /**
     * Returns the name of the table in DynamoDB.
     *
     * @return the physical name
     */
    public String tableName() {
        return tableName;
    }

    /**
     * Returns the table's partition key.
     *
     * @return the attribute's name
     */
    public String partitionKey() {
        return partitionKey;
    }

    /**
     * Returns the table's sort key.
     *
     * @return the attribute's name, or {@code null} if the table has none
     */
    public @Nullable String sortKey() {
        return sortKey;
    }

    /**
     * Returns the attributes of the table's primary key.
     *
     * @return the partition key, and the sort key if there is one
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * Returns the indexes that the entity declares.
     *
     * @return the secondary indexes
     */
    public List<SecondaryIndex> indexes() {
        return indexes;
    }

    /**
     * Returns the attribute that holds the entity's version.
     *
     * @return the attribute's name, or {@code null} if the entity is not versioned
     */
    public @Nullable String versionAttribute() {
        return versionAttribute;
    }

    /**
     * Tells whether an attribute of the table is encrypted, also if only another entity or the configuration says so.
     *
     * @param attribute name of the attribute
     * @return {@code true} if it is known to be encrypted by now
     */
    public boolean encrypts(String attribute) {
        return encrypted.test(attribute);
    }

    /**
     * Tells whether an entity has the version that it has before it is written first: none, or the start value, which is
     * all that a primitive version can hold then.
     *
     * @param entity the entity
     * @return {@code true} if it has such a version, {@code false} also if entities of this class have no version
     */
    public boolean isNew(T entity) {
        if (versionAttribute == null) {
            return false;
        }
        AttributeValue value = schema.attributeValue(entity, versionAttribute);
        long start = schema.tableMetadata()
                .customMetadataObject(START_METADATA, Long.class)
                .orElse(0L);
        return value == null || isNull(value) || String.valueOf(start).equals(value.n());
    }

    /**
     * Returns the version that the next write of an item gives it.
     *
     * @param version the item's version
     * @return the version after it
     */
    public long versionAfter(long version) {
        return version
                + schema.tableMetadata()
                        .customMetadataObject(INCREMENT_METADATA, Long.class)
                        .orElse(1L);
    }

    /**
     * Returns the attributes that only DynamoDB counts.
     *
     * @return the names of the atomic counters
     */
    public Set<String> counters() {
        return schema.tableMetadata()
                .customMetadataObject(COUNTER_METADATA, Map.class)
                .map(counters -> Set.copyOf(names(counters)))
                .orElse(Set.of());
    }

    @SuppressWarnings("unchecked")
    private static Set<String> names(Map<?, ?> counters) {
        return (Set<String>) counters.keySet();
    }

    /**
     * Tells whether the entity has atomic counters, which only an update keeps counting.
     *
     * @return {@code true} if it has at least one
     */
    public boolean hasCounters() {
        return schema.tableMetadata().customMetadata().containsKey(COUNTER_METADATA);
    }

    /**
     * Returns the type that DynamoDB gives a key attribute.
     *
     * @param keyAttribute an attribute of the table's or an index's key
     * @return {@code S}, {@code N} or {@code B}
     */
    public ScalarAttributeType keyType(String keyAttribute) {
        Optional<ScalarAttributeType> found = schema.tableMetadata().scalarAttributeType(keyAttribute);
        return found.orElseThrow(() -> new MisconfigurationException(
                "Key attribute '" + keyAttribute + "' of " + type.getName() + " is neither text, number nor binary.",
                "Give it a type or a converter that is stored as S, N or B."));
    }

    /**
     * Returns the primary key of an entity.
     *
     * @param entity the entity
     * @return its key attributes
     * @throws IllegalArgumentException if one of them is {@code null}
     */
    public Map<String, AttributeValue> keyOf(T entity) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String attribute : keys) {
            key.put(attribute, KeyValues.canonical(required(attribute, schema.attributeValue(entity, attribute))));
        }
        return key;
    }

    /**
     * Returns the primary key of an item.
     *
     * @param item the item, encrypted or not
     * @return its key attributes
     * @throws IllegalArgumentException if it lacks one of them
     */
    public Map<String, AttributeValue> keyIn(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        keys.forEach(attribute -> key.put(attribute, KeyValues.canonical(required(attribute, item.get(attribute)))));
        return key;
    }

    /**
     * Tells whether an entity has a value for every key attribute. One that has not can be saved only if an extension
     * gives it the missing value.
     *
     * @param entity the entity
     * @return {@code false} if a key attribute is {@code null}
     */
    public boolean hasKey(T entity) {
        return keys.stream().noneMatch(attribute -> isNull(schema.attributeValue(entity, attribute)));
    }

    void requireKey(Map<String, AttributeValue> item) {
        keys.forEach(attribute -> required(attribute, item.get(attribute)));
    }

    private AttributeValue required(String attribute, @Nullable AttributeValue value) {
        if (value == null || isNull(value)) {
            throw new IllegalArgumentException("Key attribute '" + attribute + "' of " + type.getSimpleName()
                    + " is null; DynamoDB needs a value for every key of table '" + tableName + "'");
        }
        return value;
    }

    private static boolean isNull(@Nullable AttributeValue value) {
        return value == null || Boolean.TRUE.equals(value.nul());
    }

    /**
     * Returns the way to the attribute in which a property is stored.
     *
     * @param property name of the property, dots leading into documents
     * @return the path, empty if the property does not exist or is not stored
     */
    public Optional<AttributePath> path(String property) {
        return Optional.ofNullable(paths.find(type, schema, property));
    }

    /**
     * Notes that a query reads attributes from an index, which must hold them: DynamoDB leaves out in silence what an index
     * does not project.
     *
     * @param index name of the index
     * @param attributes names of the attributes
     */
    public void readFromIndex(String index, Collection<String> attributes) {
        indexReads
                .computeIfAbsent(index, added -> ConcurrentHashMap.newKeySet())
                .addAll(attributes);
    }

    /**
     * Returns the attributes that queries read from an index.
     *
     * @param index name of the index
     * @return names of the attributes
     */
    public Set<String> attributesReadFrom(String index) {
        return indexReads.getOrDefault(index, Set.of());
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " in table '" + tableName + "'";
    }
}
