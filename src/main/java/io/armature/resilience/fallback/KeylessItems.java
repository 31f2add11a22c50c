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
package io.armature.resilience.fallback;

import io.armature.client.TableDescription;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as stores get them: without the attributes of their keys, which whoever asks for them knows, so that no store has them in
 * clear. In their place stands the hash that names the item, which tells a copy of another key.
 */
final class KeylessItems {

    /** No attribute of DynamoDB has an empty name. */
    private static final String HASH = "";

    private KeylessItems() {}

    static byte[] encode(TableDescription table, StoreKey key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new LinkedHashMap<>(item);
        rest.remove(table.partitionKey());
        rest.remove(table.sortKey());
        rest.put(HASH, AttributeValue.fromS(key.hash()));
        return ItemCodec.encode(rest);
    }

    /**
     * Returns the whole item, {@code null} if it is of another key.
     *
     * @throws BrokenItemException if the bytes are of another format, or not as they were written
     */
    static @Nullable Map<String, AttributeValue> decode(
            StoreKey storeKey, Map<String, AttributeValue> key, byte[] bytes) {
        Map<String, AttributeValue> item = ItemCodec.decode(bytes);
        AttributeValue hash = item.remove(HASH);
        if (hash == null || !storeKey.hash().equals(hash.s())) {
            return null;
        }
        key.forEach((name, value) -> item.put(name, ItemKeys.asStored(value)));
        return item;
    }
}
