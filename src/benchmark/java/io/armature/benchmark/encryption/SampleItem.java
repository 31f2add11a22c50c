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

import io.armature.encryption.EncryptedAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item that all subjects work on: 10 attributes, 4 of them secret and of 64 bytes. */
final class SampleItem {

    static final String TABLE = "customers";

    static final String PARTITION_KEY = "id";

    static final List<String> SECRET = List.of("email", "phone", "address", "notes");

    static final List<String> OPEN = List.of("firstName", "city", "country", "language", "createdAt");

    private static final int SECRET_LENGTH = 64;

    private SampleItem() {}

    /** Returns the item as an application holds it. A map, since mapping is not what is measured. */
    static Map<String, String> entity() {
        Map<String, String> entity = new HashMap<>();
        entity.put(PARTITION_KEY, "customer-4711");
        SECRET.forEach(attribute -> entity.put(attribute, secret(attribute)));
        OPEN.forEach(attribute -> entity.put(attribute, "value of " + attribute));
        return entity;
    }

    /** Returns the item as DynamoDB sees it before it is encrypted. */
    static Map<String, AttributeValue> plain() {
        Map<String, AttributeValue> item = new HashMap<>();
        entity().forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        return item;
    }

    /** Returns the value of a secret attribute, which nothing that leaves may contain. */
    static String secret(String attribute) {
        return attribute + "-".repeat(SECRET_LENGTH - attribute.length());
    }

    /** Returns the schema of the item; {@code encrypted} tells whether it has our tag on the secret attributes. */
    static TableSchema<Map<String, String>> schema(boolean encrypted) {
        List<StaticAttribute<Map<String, String>, ?>> attributes = new ArrayList<>();
        entity().keySet().forEach(name -> attributes.add(attribute(name, encrypted)));
        return StaticTableSchema.builder(EnhancedType.mapOf(String.class, String.class))
                .newItemSupplier(HashMap::new)
                .attributes(attributes)
                .build();
    }

    private static StaticAttribute<Map<String, String>, String> attribute(String name, boolean encrypted) {
        StaticAttribute.Builder<Map<String, String>, String> attribute = StaticAttribute.builder(
                        EnhancedType.mapOf(String.class, String.class), EnhancedType.of(String.class))
                .name(name)
                .getter(item -> item.get(name))
                .setter((item, value) -> item.put(name, value));
        if (name.equals(PARTITION_KEY)) {
            attribute.tags(StaticAttributeTags.primaryPartitionKey());
        } else if (encrypted && SECRET.contains(name)) {
            attribute.tags(EncryptedAttributes.tag());
        }
        return attribute.build();
    }
}
