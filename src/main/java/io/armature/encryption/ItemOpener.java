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

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.ItemPlaces.UnknownTenantException;
import io.armature.encryption.keys.KeyUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decrypts the attributes of items that were read. The forms of all attributes are looked at before a key is asked for.
 * Safe for use by concurrent threads.
 */
final class ItemOpener {

    private final DataKeys keys;

    private final ItemPlaces places;

    private final WithheldAttributes withheld;

    private final EncryptionStatistics statistics;

    ItemOpener(DataKeys keys, ItemPlaces places, WithheldAttributes withheld, EncryptionStatistics statistics) {
        this.keys = keys;
        this.places = places;
        this.withheld = withheld;
        this.statistics = statistics;
    }

    /**
     * Returns an item with its attributes decrypted and without its key record.
     *
     * @throws DecryptionException if an attribute is refused; nothing of the item is returned then
     * @throws KeyUnavailableException if a key cannot be had
     */
    Map<String, AttributeValue> open(EncryptedTable table, Map<String, AttributeValue> item) {
        return open(table, item, Refusals.throwing(statistics));
    }

    /**
     * Returns what can be decrypted of an item, and why the rest cannot.
     *
     * @throws KeyUnavailableException if a key cannot be had for the moment
     */
    PartialItem openPartially(EncryptedTable table, Map<String, AttributeValue> item) {
        Refusals refusals = Refusals.collecting(statistics);
        Map<String, AttributeValue> readable = new HashMap<>(open(table, item, refusals));
        readable.keySet().removeAll(refusals.collected().keySet());
        return new PartialItem(readable, refusals.collected());
    }

    /** Unwraps the keys of several items at once; what is wrong with an item shows when it is opened. */
    void prepare(EncryptedTable table, Collection<Map<String, AttributeValue>> items) {
        Map<Scope, Set<KeyRecord>> records = new HashMap<>();
        for (Map<String, AttributeValue> item : items) {
            ItemCompanions companions = new ItemCompanions(table, item, withheld);
            Set<KeyRecord> needed = records(table, item, companions);
            if (!needed.isEmpty()) {
                try {
                    ItemPlace place = places.of(table, companions::get);
                    records.computeIfAbsent(place.scope(), added -> new LinkedHashSet<>())
                            .addAll(needed);
                } catch (IllegalArgumentException | UnknownTenantException ex) {
                    continue;
                }
            }
        }
        if (!records.isEmpty()) {
            keys.prepare(records);
        }
    }

    private static Set<KeyRecord> records(
            EncryptedTable table, Map<String, AttributeValue> item, ItemCompanions companions) {
        Set<KeyRecord> records = new LinkedHashSet<>();
        for (String attribute : table.attributes()) {
            AttributeValue stored = item.get(attribute);
            if (stored != null && Envelope.isEnvelope(stored)) {
                Location where = new Location(table.logicalName(), attribute);
                try {
                    records.add(Envelope.parse(where, stored).record(where, companions.record()));
                } catch (DecryptionException ex) {
                    return Set.of();
                }
            }
        }
        return records;
    }

    private Map<String, AttributeValue> open(
            EncryptedTable table, Map<String, AttributeValue> item, Refusals refusals) {
        ItemCompanions companions = new ItemCompanions(table, item, withheld);
        List<SealedValue> values = sealedValues(table, item, companions, refusals);
        if (values.isEmpty() && !item.containsKey(ReservedNames.KEY_RECORD)) {
            return item;
        }
        Map<String, AttributeValue> opened = new HashMap<>(item);
        opened.remove(ReservedNames.KEY_RECORD);
        ItemPlace place = values.isEmpty() ? null : place(table, companions, values, refusals);
        if (place != null) {
            openInto(opened, values, place, refusals);
        }
        return opened;
    }

    private List<SealedValue> sealedValues(
            EncryptedTable table, Map<String, AttributeValue> item, ItemCompanions companions, Refusals refusals) {
        List<SealedValue> values = new ArrayList<>();
        for (String attribute : table.attributes()) {
            AttributeValue stored = item.get(attribute);
            if (stored == null) {
                continue;
            }
            Location where = new Location(table.logicalName(), attribute);
            if (table.policy(attribute) != PlaintextPolicy.FORBID && !Envelope.isEnvelope(stored)) {
                statistics.countPlaintextRead(where);
                continue;
            }
            try {
                Envelope envelope = Envelope.parse(where, stored);
                values.add(new SealedValue(where, envelope, envelope.record(where, companions.record())));
            } catch (DecryptionException ex) {
                refusals.refuse(ex);
            }
        }
        return values;
    }

    private @Nullable ItemPlace place(
            EncryptedTable table, ItemCompanions companions, List<SealedValue> values, Refusals refusals) {
        try {
            return places.of(table, companions::get);
        } catch (UnknownTenantException ex) {
            refuse(values, Reason.TENANT_UNKNOWN, ex.getCause(), refusals);
        } catch (IllegalArgumentException ex) {
            refuse(values, Reason.PRIMARY_KEY_MISSING, null, refusals);
        }
        return null;
    }

    /** Asks for each key once: one lease for all values of the same record. */
    private void openInto(
            Map<String, AttributeValue> item, List<SealedValue> values, ItemPlace place, Refusals refusals) {
        List<SealedValue> left = values;
        while (!left.isEmpty()) {
            KeyRecord record = left.get(0).record();
            List<SealedValue> same = new ArrayList<>(left.size());
            List<SealedValue> others = new ArrayList<>();
            left.forEach(value -> (value.record().equals(record) ? same : others).add(value));
            KeyLease lease = lease(record, same, place.scope(), refusals);
            if (lease != null) {
                try (lease;
                        ItemCipher cipher = lease.cipher().forItem(place.keys())) {
                    same.forEach(value -> openInto(item, value, cipher, refusals));
                }
            }
            left = others;
        }
    }

    private void openInto(Map<String, AttributeValue> item, SealedValue value, ItemCipher cipher, Refusals refusals) {
        try {
            item.put(value.attribute(), cipher.open(value.attribute(), value.envelope(), value.record()));
            statistics.count(Event.DECRYPTED);
        } catch (DecryptionException ex) {
            refusals.refuse(ex);
        }
    }

    private @Nullable KeyLease lease(KeyRecord record, List<SealedValue> values, Scope scope, Refusals refusals) {
        try {
            return keys.forDecryption(values.get(0).where(), scope, record);
        } catch (DecryptionException ex) {
            values.forEach(value -> refusals.refuse(new DecryptionException(value.where(), ex)));
        } catch (KeyUnavailableException ex) {
            if (ex.reason() == KeyUnavailableException.Reason.RECORD_REFUSED) {
                refuse(values, Reason.KEY_REFUSED, ex, refusals);
            } else if (refusals.areCollected() && ex.reason().endsKey()) {
                refuse(values, Reason.KEY_UNAVAILABLE, ex, refusals);
            } else {
                throw ex;
            }
        }
        return null;
    }

    private static void refuse(List<SealedValue> values, Reason reason, @Nullable Throwable cause, Refusals refusals) {
        for (SealedValue value : values) {
            refusals.refuse(new DecryptionException(value.where(), reason, cause));
        }
    }
}
