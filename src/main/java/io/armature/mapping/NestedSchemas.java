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
import io.armature.encryption.EncryptedAttributes;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Looks for encrypted attributes in the schemas of documents, which an application may have built by hand. Not safe for use
 * by concurrent threads; one entity class, one instance.
 */
final class NestedSchemas {

    private final Class<?> entity;

    private final Set<TableSchema<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private NestedSchemas(Class<?> entity) {
        this.entity = entity;
    }

    /** Refuses encrypted attributes in documents that are not encrypted as a whole. */
    static void check(Class<?> entity, TableSchema<?> schema) {
        new NestedSchemas(entity).checkDocuments(schema, EncryptedAttributes.of(schema.tableMetadata()));
    }

    private void checkDocuments(TableSchema<?> schema, Set<String> encrypted) {
        if (seen.add(schema)) {
            schema.attributeNames().stream()
                    .filter(attribute -> !encrypted.contains(attribute))
                    .forEach(attribute -> check(attribute, schema.converterForAttribute(attribute)));
        }
    }

    private void check(String attribute, @Nullable AttributeConverter<?> converter) {
        if (converter != null) {
            check(attribute, converter.type());
        }
    }

    private void check(String attribute, EnhancedType<?> type) {
        type.tableSchema().ifPresent(document -> {
            Set<String> encrypted = EncryptedAttributes.of(document.tableMetadata());
            if (!encrypted.isEmpty()) {
                throw new MisconfigurationException(
                        "The schema of " + entity.getName() + " encrypts " + encrypted + " inside the document '"
                                + attribute + "', where it would be stored as plaintext.",
                        "Encrypt the attribute '" + attribute
                                + "' of the item: it is encrypted with all that is in it.");
            }
            checkDocuments(document, Set.of());
        });
        List<EnhancedType<?>> parameters = type.rawClassParameters();
        // The SDK has no list, not even an empty one, for types of documents.
        if (parameters != null) {
            parameters.forEach(parameter -> check(attribute, parameter));
        }
    }
}
