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

import io.armature.client.ItemSizes;
import io.armature.encryption.EncryptionException.Reason;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.ItemPlaces.UnknownTenantException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Encrypts the attributes of items that are to be written. Safe for use by concurrent threads. */
final class ItemSealer {

    /** What the enhanced client puts between the names of a document and of its member when it updates the member. */
    private static final String MEMBER = "_NESTED_ATTR_UPDATE_";

    private final DataKeys keys;

    private final ItemPlaces places;

    private final EncryptionStatistics statistics;

    ItemSealer(DataKeys keys, ItemPlaces places, EncryptionStatistics statistics) {
        this.keys = keys;
        this.places = places;
        this.statistics = statistics;
    }

    /**
     * Returns an item with its attributes encrypted, or the same one if there is nothing to encrypt.
     *
     * @throws EncryptionException if an attribute, or the whole item, cannot be written so
     */
    Map<String, AttributeValue> seal(EncryptedTable table, Map<String, AttributeValue> item, WriteKind kind) {
        if (item.containsKey(ReservedNames.KEY_RECORD)) {
            throw new EncryptionException(
                    new Location(table.logicalName(), ReservedNames.KEY_RECORD), Reason.NAME_RESERVED);
        }
        if (kind == WriteKind.UPDATE) {
            refuseMembers(table, item);
        }
        List<String> attributes = toEncrypt(table, item, kind);
        if (attributes.isEmpty()) {
            return item;
        }
        SizedCopy copy = new SizedCopy(item.size() + 1);
        item.forEach(copy);
        seal(attributes, place(table, item, attributes.get(0)), copy, kind);
        statistics.count(Event.ENCRYPTED, attributes.size());
        if (copy.atMost() > ItemSizes.MAXIMUM) {
            checkSize(table, attributes, item, copy.item());
        }
        return copy.item();
    }

    private static void refuseMembers(EncryptedTable table, Map<String, AttributeValue> item) {
        for (String name : item.keySet()) {
            int end = name.indexOf(MEMBER);
            if (end >= 0 && table.encrypts(name.substring(0, end))) {
                throw new EncryptionException(
                        new Location(table.logicalName(), name.substring(0, end)), Reason.MEMBER_UPDATED);
            }
        }
    }

    private static List<String> toEncrypt(EncryptedTable table, Map<String, AttributeValue> item, WriteKind kind) {
        List<String> attributes = new ArrayList<>(table.attributes().size());
        for (String attribute : table.attributes()) {
            AttributeValue value = item.get(attribute);
            if (value == null || (kind == WriteKind.UPDATE && isNull(value))) {
                continue;
            }
            if (table.policy(attribute) != PlaintextPolicy.WRITE_PLAINTEXT) {
                attributes.add(attribute);
            } else if (Envelope.isEnvelope(value)) {
                throw new EncryptionException(new Location(table.logicalName(), attribute), Reason.PLAINTEXT_AMBIGUOUS);
            }
        }
        return attributes;
    }

    /** The enhanced client shows an attribute that an update removes as a NULL. */
    private static boolean isNull(AttributeValue value) {
        return Boolean.TRUE.equals(value.nul());
    }

    private ItemPlace place(EncryptedTable table, Map<String, AttributeValue> item, String attribute) {
        try {
            return places.of(table, item::get);
        } catch (UnknownTenantException ex) {
            throw new EncryptionException(
                    new Location(table.logicalName(), attribute), Reason.TENANT_UNKNOWN, ex.getCause());
        }
    }

    private void seal(List<String> attributes, ItemPlace place, SizedCopy copy, WriteKind kind) {
        Map<String, AttributeValue> item = copy.item();
        long bytes = 0;
        for (int i = 0; i < attributes.size(); i++) {
            bytes += SizeBounds.atMost(present(item, attributes.get(i)));
        }
        try (KeyLease lease = keys.forEncryption(place.scope(), attributes.size(), bytes);
                ItemCipher cipher = lease.cipher().forItem(place.keys())) {
            KeyRecord record = lease.record();
            @Nullable KeyRecord inline = kind == WriteKind.UPDATE ? record : null;
            for (int i = 0; i < attributes.size(); i++) {
                String attribute = attributes.get(i);
                item.put(attribute, cipher.seal(attribute, present(item, attribute), inline));
            }
            copy.grow(attributes.size() * (long) Envelope.overhead(inline));
            if (inline == null) {
                copy.accept(ReservedNames.KEY_RECORD, record.toAttributeValue());
            }
        }
    }

    private static void checkSize(
            EncryptedTable table,
            List<String> attributes,
            Map<String, AttributeValue> plain,
            Map<String, AttributeValue> sealed) {
        long sealedSize = ItemSizes.of(sealed);
        long plainSize = ItemSizes.of(plain);
        if (sealedSize > ItemSizes.MAXIMUM && plainSize <= ItemSizes.MAXIMUM) {
            Location largest = new Location(table.logicalName(), largest(attributes, sealed));
            throw new EncryptionException(largest, plainSize, sealedSize);
        }
    }

    private static String largest(List<String> attributes, Map<String, AttributeValue> sealed) {
        String largest = attributes.get(0);
        for (String attribute : attributes) {
            if (SizeBounds.atMost(present(sealed, attribute)) > SizeBounds.atMost(present(sealed, largest))) {
                largest = attribute;
            }
        }
        return largest;
    }

    private static AttributeValue present(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute));
    }

    /** A copy of an item, and at least its size. */
    private static final class SizedCopy implements BiConsumer<String, AttributeValue> {

        private final Map<String, AttributeValue> item;

        private long atMost;

        SizedCopy(int size) {
            this.item = new HashMap<>(size + size / 2);
        }

        @Override
        public void accept(String name, AttributeValue value) {
            item.put(name, value);
            atMost += SizeBounds.atMost(name, value);
        }

        void grow(long bytes) {
            atMost += bytes;
        }

        Map<String, AttributeValue> item() {
            return item;
        }

        long atMost() {
            return atMost;
        }
    }
}
