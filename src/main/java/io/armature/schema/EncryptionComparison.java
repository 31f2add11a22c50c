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
package io.armature.schema;

import io.armature.encryption.ReservedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Finds what a table does with its encrypted attributes that cannot work: DynamoDB sees bytes in them that differ with each
 * write.
 */
final class EncryptionComparison {

    private final Set<String> encrypted;
    private final TableDescription found;
    private final @Nullable String timeToLive;

    /**
     * Creates the comparison.
     *
     * @param encrypted encrypted attributes of the table
     * @param found the table
     * @param timeToLive the attribute by which items expire, or {@code null}
     */
    EncryptionComparison(Set<String> encrypted, TableDescription found, @Nullable String timeToLive) {
        this.encrypted = encrypted;
        this.found = found;
        this.timeToLive = timeToLive;
    }

    /** Returns what cannot work, a sentence each, empty if everything does. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        checkKeys("Its key", found.keySchema(), differences);
        found.globalSecondaryIndexes()
                .forEach(index -> checkIndex(index.indexName(), index.keySchema(), index.projection(), differences));
        found.localSecondaryIndexes()
                .forEach(index -> checkIndex(index.indexName(), index.keySchema(), index.projection(), differences));
        if (timeToLive != null && encrypted.contains(timeToLive)) {
            differences.add("Its items expire by the encrypted attribute '" + timeToLive
                    + "', which DynamoDB cannot read. Do not encrypt it, or let items expire by another one");
        }
        return differences;
    }

    private void checkIndex(
            String name, List<KeySchemaElement> keys, @Nullable Projection projection, List<String> differences) {
        checkKeys("The key of index '" + name + "'", keys, differences);
        if (projection == null || projection.projectionType() != ProjectionType.INCLUDE) {
            return;
        }
        Set<String> projected = new TreeSet<>(projection.nonKeyAttributes());
        projected.retainAll(encrypted);
        if (!projected.isEmpty() && !projection.nonKeyAttributes().contains(ReservedNames.KEY_RECORD)) {
            differences.add("Index '" + name + "' projects the encrypted attributes " + projected + " without '"
                    + ReservedNames.KEY_RECORD
                    + "', the record of their data key, so what is read from it cannot be decrypted. Project"
                    + " '" + ReservedNames.KEY_RECORD + "' as well, or leave the attributes out");
        }
    }

    private void checkKeys(String subject, List<KeySchemaElement> keys, List<String> differences) {
        for (KeySchemaElement key : keys) {
            if (encrypted.contains(key.attributeName())) {
                differences.add(subject + " has the encrypted attribute '" + key.attributeName()
                        + "', by which nothing could be found. Do not encrypt it, or use another key");
            }
        }
    }
}
