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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.extensions.ReadModification;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encrypts items that the enhanced client writes and decrypts those that it reads. It has to be the last extension on
 * writing, and with that the first on reading. Safe for use by concurrent threads.
 */
public final class EncryptionExtension implements DynamoDbEnhancedClientExtension {

    private final EncryptedTables tables;

    private final ItemSealer sealer;

    private final ItemOpener opener;

    /**
     * Creates the extension.
     *
     * @param tables the tables that have encrypted attributes
     * @param keys the data keys
     * @param tenants tells which tenant an item belongs to
     * @param withheld what the call ring read beside projections
     * @param statistics what counts
     */
    public EncryptionExtension(
            EncryptedTables tables,
            DataKeys keys,
            Tenants tenants,
            WithheldAttributes withheld,
            EncryptionStatistics statistics) {
        ItemPlaces places = new ItemPlaces(keys, tenants);
        this.tables = tables;
        this.sealer = new ItemSealer(keys, places, statistics);
        this.opener = new ItemOpener(keys, places, withheld, statistics);
    }

    /**
     * Tells whether items that pass through extensions are encrypted.
     *
     * @param chain what the enhanced client calls the extension of a table, which usually is several; {@code null} for
     *     none. It is shown an empty item as if it had been read.
     * @return {@code true} if an extension of this class is among them
     */
    public static boolean isPartOf(@Nullable DynamoDbEnhancedClientExtension chain) {
        return EncryptionProbe.finds(chain);
    }

    /**
     * Encrypts the attributes of an item.
     *
     * @param context the write
     * @return the encrypted item, or nothing if nothing of it is encrypted
     * @throws EncryptionException if an attribute, or the whole item, cannot be written so
     * @throws io.armature.encryption.keys.KeyUnavailableException if no key can be had
     * @throws io.armature.client.MisconfigurationException if the schema encrypts what cannot be encrypted
     */
    @Override
    public WriteModification beforeWrite(DynamoDbExtensionContext.BeforeWrite context) {
        EncryptedTable table = tables.find(context.operationContext().tableName(), context.tableMetadata());
        WriteModification.Builder modification = WriteModification.builder();
        return table == null
                ? modification.build()
                : modification
                        .transformedItem(sealer.seal(table, context.items(), WriteKind.of(context)))
                        .build();
    }

    /**
     * Decrypts the attributes of an item, and takes its key record away.
     *
     * @param context the read
     * @return the decrypted item, or nothing if nothing of it is encrypted
     * @throws DecryptionException if an attribute is refused
     * @throws io.armature.encryption.keys.KeyUnavailableException if a key cannot be had
     * @throws io.armature.client.MisconfigurationException if the schema encrypts what cannot be encrypted
     */
    @Override
    public ReadModification afterRead(DynamoDbExtensionContext.AfterRead context) {
        EncryptionProbe.answer(context.operationContext());
        EncryptedTable table = tables.find(context.operationContext().tableName(), context.tableMetadata());
        ReadModification.Builder modification = ReadModification.builder();
        return table == null
                ? modification.build()
                : modification
                        .transformedItem(opener.open(table, context.items()))
                        .build();
    }

    /**
     * Unwraps the keys of several items at once, before they are decrypted one by one. What is wrong with an item, or with
     * a key, shows when the item is decrypted.
     *
     * @param table physical name or ARN of the table that the items come from
     * @param metadata metadata of the schema that they are read with
     * @param items the items as DynamoDB returned them
     */
    public void prepare(String table, TableMetadata metadata, Collection<Map<String, AttributeValue>> items) {
        EncryptedTable encrypted = items.size() < 2 ? null : tables.find(table, metadata);
        if (encrypted != null) {
            opener.prepare(encrypted, items);
        }
    }
}
