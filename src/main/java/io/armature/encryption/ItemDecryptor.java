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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decrypts items that come neither through a repository nor through the enhanced client: images of a stream, old images of
 * failed conditions ({@code ConditionalCheckFailedException.item()}) and cancelled transactions ({@code
 * CancellationReason.item()}), responses of the plain client, exports.
 *
 * <p>An item needs its primary key, and its attribute {@code _ak} if it has one. Safe for use by concurrent threads.
 */
public final class ItemDecryptor {

    private final EncryptedTables tables;

    private final ItemOpener opener;

    /**
     * Creates the decryptor.
     *
     * @param tables the tables that have encrypted attributes
     * @param keys the data keys
     * @param tenants tells which tenant an item belongs to
     * @param withheld what the call ring read beside projections
     * @param statistics what counts
     */
    public ItemDecryptor(
            EncryptedTables tables,
            DataKeys keys,
            Tenants tenants,
            WithheldAttributes withheld,
            EncryptionStatistics statistics) {
        this.tables = tables;
        this.opener = new ItemOpener(keys, new ItemPlaces(keys, tenants), withheld, statistics);
    }

    /**
     * Decrypts an item.
     *
     * @param table physical name, ARN or logical name of its table
     * @param item the item as it is stored
     * @return the item with its attributes decrypted, without its key record
     * @throws IllegalArgumentException if no encrypted attribute of the table is known
     * @throws DecryptionException if an attribute is refused; nothing of the item is returned then
     * @throws io.armature.encryption.keys.KeyUnavailableException if a key cannot be had
     */
    public Map<String, AttributeValue> open(String table, Map<String, AttributeValue> item) {
        return opener.open(find(table), item);
    }

    /**
     * Decrypts several items of a table. Their keys are unwrapped at the same time.
     *
     * @param table physical name, ARN or logical name of their table
     * @param items the items as they are stored
     * @return the decrypted items in the same order, without their key records
     * @throws IllegalArgumentException if no encrypted attribute of the table is known
     * @throws DecryptionException if an attribute is refused; nothing of any item is returned then
     * @throws io.armature.encryption.keys.KeyUnavailableException if a key cannot be had
     */
    public List<Map<String, AttributeValue>> openAll(String table, Collection<Map<String, AttributeValue>> items) {
        EncryptedTable found = find(table);
        opener.prepare(found, items);
        return items.stream().map(item -> opener.open(found, item)).toList();
    }

    /**
     * Decrypts what can be decrypted of an item.
     *
     * @param table physical name, ARN or logical name of its table
     * @param item the item as it is stored
     * @return what can be read, and why the rest cannot
     * @throws IllegalArgumentException if no encrypted attribute of the table is known
     * @throws io.armature.encryption.keys.KeyUnavailableException if a key cannot be had for the moment
     */
    public PartialItem openPartially(String table, Map<String, AttributeValue> item) {
        return opener.openPartially(find(table), item);
    }

    private EncryptedTable find(String table) {
        EncryptedTable found = tables.findByAnyName(table);
        if (found == null) {
            throw new IllegalArgumentException("No encrypted attribute of table '" + table
                    + "' is known. Give the table's name, its ARN or its logical name, and map an entity with @Encrypted"
                    + " attributes to it, or name them in armature.tables.<name>.encrypted-attributes.");
        }
        return found;
    }
}
