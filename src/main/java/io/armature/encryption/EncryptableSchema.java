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

import io.armature.client.MisconfigurationException;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.IndexMetadata;
import software.amazon.awssdk.enhanced.dynamodb.KeyAttributeMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.enhanced.dynamodb.model.VectorIndexMetadata;

/** Tells whether what a schema wants to be encrypted can be. */
public final class EncryptableSchema {

    /** Name under which the enhanced client keeps the name of the version attribute in a table's metadata. */
    private static final String VERSION = "VersionedRecordExtension:VersionAttribute";

    private static final String COUNTERS = "AtomicCounter:Counters";

    private EncryptableSchema() {}

    /**
     * Refuses encrypted attributes on which DynamoDB, or the enhanced client, has to see the value.
     *
     * @param subject what has the schema, the begin of a sentence
     * @param metadata metadata of the schema
     * @throws MisconfigurationException if a key, version or counter is encrypted
     */
    public static void check(String subject, TableMetadata metadata) {
        for (String attribute : EncryptedAttributes.of(metadata)) {
            check(subject, attribute, metadata);
        }
    }

    /**
     * Refuses one encrypted attribute on which DynamoDB, or the enhanced client, has to see the value.
     *
     * @param subject what has the schema, the begin of a sentence
     * @param attribute an attribute that is encrypted
     * @param metadata metadata of a schema of its table
     * @throws MisconfigurationException if it is a key, the version or a counter
     */
    public static void check(String subject, String attribute, TableMetadata metadata) {
        if (ReservedNames.contains(attribute)) {
            throw refusal(subject, attribute, "whose name is reserved", "Rename it.");
        }
        if (attribute.equals(metadata.customMetadata().get(VERSION))) {
            throw refusal(subject, attribute, "its version, which conditions compare", "Remove @Encrypted from it.");
        }
        if (metadata.customMetadata().get(COUNTERS) instanceof Map<?, ?> counters && counters.containsKey(attribute)) {
            throw refusal(subject, attribute, "a counter, which DynamoDB increments", "Remove @Encrypted from it.");
        }
        for (IndexMetadata index : metadata.indices()) {
            if (keys(index).anyMatch(attribute::equals)) {
                String key = index.name().equals(TableMetadata.primaryIndexName())
                        ? "a key of the table, by which items are found"
                        : "a key of index '" + index.name() + "', by which items are found";
                throw refusal(
                        subject,
                        attribute,
                        key,
                        "Remove @Encrypted from it, or find items by another attribute that holds nothing secret.");
            }
        }
        if (metadata.vectorIndices().stream().flatMap(EncryptableSchema::keys).anyMatch(attribute::equals)) {
            throw refusal(
                    subject, attribute, "searched by a vector index, which compares it", "Remove @Encrypted from it.");
        }
    }

    private static Stream<String> keys(IndexMetadata index) {
        return Stream.concat(index.partitionKeys().stream(), index.sortKeys().stream())
                .map(KeyAttributeMetadata::name);
    }

    private static Stream<String> keys(VectorIndexMetadata index) {
        return Stream.concat(
                Stream.of(index.vectorAttributeName()),
                index.searchSchemaElements().stream().map(SearchSchemaElement::attributeName));
    }

    private static MisconfigurationException refusal(String subject, String attribute, String why, String action) {
        return new MisconfigurationException(subject + " encrypts attribute '" + attribute + "', " + why + ".", action);
    }
}
