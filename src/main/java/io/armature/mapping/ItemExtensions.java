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

import io.armature.encryption.EncryptionExtension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.extensions.AtomicCounterExtension;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Extensions that every item passes, in the one order that is right: on writing the application's own ones, then version,
 * then counters, and last encryption; on reading the reverse. Safe for use by concurrent threads.
 *
 * <p>The enhanced client replaces its default extensions with those it is given, so both of them stand here again.
 */
public final class ItemExtensions {

    /** Those that see items as the application does. */
    private final List<DynamoDbEnhancedClientExtension> plain;

    private final @Nullable EncryptionExtension encryption;

    private final List<DynamoDbEnhancedClientExtension> all;

    /**
     * Creates the chain of an application that encrypts nothing.
     *
     * @param own extensions of the application; they come first on writing, so that what they set is versioned as well
     */
    public ItemExtensions(List<? extends DynamoDbEnhancedClientExtension> own) {
        this(own, null);
    }

    /**
     * Creates the chain.
     *
     * @param own extensions of the application; they come first on writing, so that what they set is versioned and
     *     encrypted as well
     * @param encryption encryption of attributes, or {@code null} for none; it may also be one of the application's own
     *     and nevertheless comes last
     */
    public ItemExtensions(
            List<? extends DynamoDbEnhancedClientExtension> own, @Nullable EncryptionExtension encryption) {
        List<DynamoDbEnhancedClientExtension> chain = new ArrayList<>(own);
        chain.removeIf(extension -> extension == encryption);
        if (own.stream().noneMatch(VersionedRecordExtension.class::isInstance)) {
            chain.add(VersionedRecordExtension.builder().build());
        }
        if (own.stream().noneMatch(AtomicCounterExtension.class::isInstance)) {
            chain.add(AtomicCounterExtension.builder().build());
        }
        chain.add(new WrittenItemExtension());
        this.plain = List.copyOf(chain);
        this.encryption = encryption;
        chain.add(encryption == null ? new NoEncryptionExtension() : encryption);
        this.all = List.copyOf(chain);
    }

    /**
     * Returns the extensions for a builder of enhanced clients.
     *
     * @return the extensions in writing order
     */
    public List<DynamoDbEnhancedClientExtension> toList() {
        return all;
    }

    /**
     * Unwraps the keys of several items at once, before they are passed through the extensions one by one.
     *
     * @param entity the entity that they are items of
     * @param items the items as DynamoDB returned them
     */
    public void prepare(Entity<?> entity, Collection<Map<String, AttributeValue>> items) {
        if (encryption != null) {
            encryption.prepare(entity.tableName(), entity.schema().tableMetadata(), items);
        }
    }

    /**
     * Passes an item that was read with the plain client through the extensions.
     *
     * @param entity the entity that it is an item of
     * @param item the item as DynamoDB returned it
     * @return the item as the entity's schema expects it
     */
    public Map<String, AttributeValue> afterRead(Entity<?> entity, Map<String, AttributeValue> item) {
        return backward(all, entity, item);
    }

    /**
     * Passes an item that was just written through the extensions, except for encryption, which it has not seen yet.
     *
     * @param entity the entity that it is an item of
     * @param item the item as {@link WrittenItem} remembers it
     * @return the item as the entity's schema expects it
     */
    public Map<String, AttributeValue> afterWrite(Entity<?> entity, Map<String, AttributeValue> item) {
        return backward(plain, entity, item);
    }

    private static Map<String, AttributeValue> backward(
            List<DynamoDbEnhancedClientExtension> extensions, Entity<?> entity, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> current = item;
        for (int i = extensions.size() - 1; i >= 0; i--) {
            Map<String, AttributeValue> transformed = extensions
                    .get(i)
                    .afterRead(new ReadContext(entity, current))
                    .transformedItem();
            current = transformed != null ? transformed : current;
        }
        return current;
    }
}
