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

import io.armature.encryption.KeyInventory.KeyUse;
import io.armature.encryption.KeyInventory.Report;
import io.armature.encryption.keys.KeyKind;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts what items depend on. For one thread. */
final class KeyCount {

    private final EncryptedTable table;

    private final Map<Key, Use> uses = new HashMap<>();

    private long items;

    private long plaintextValues;

    private long damagedValues;

    KeyCount(EncryptedTable table) {
        this.table = table;
    }

    void add(Map<String, AttributeValue> item) {
        items++;
        ItemKeyRecord itemKey = new ItemKeyRecord(item.get(ReservedNames.KEY_RECORD));
        for (String attribute : table.attributes()) {
            AttributeValue value = item.get(attribute);
            if (value != null) {
                add(new Location(table.logicalName(), attribute), value, itemKey);
            }
        }
    }

    private void add(Location where, AttributeValue value, ItemKeyRecord itemKey) {
        if (!Envelope.isEnvelope(value)) {
            plaintextValues++;
            return;
        }
        try {
            KeyRecord record = Envelope.parse(where, value).record(where, itemKey);
            Use use =
                    uses.computeIfAbsent(new Key(record.kind(), record.keyArn(), record.context()), added -> new Use());
            use.values++;
            // The commitment is a hash of the data key: 8 bytes of it tell millions of keys apart.
            use.dataKeys.add(ByteBuffer.wrap(record.commitment()).getLong());
        } catch (DecryptionException ex) {
            damagedValues++;
        }
    }

    Report report() {
        return new Report(
                table.logicalName(),
                items,
                plaintextValues,
                damagedValues,
                uses.entrySet().stream()
                        .map(use -> new KeyUse(
                                use.getKey().kind,
                                use.getKey().arn,
                                use.getKey().context,
                                use.getValue().dataKeys.size(),
                                use.getValue().values))
                        .sorted(Comparator.comparingLong(KeyUse::values).reversed())
                        .toList());
    }

    private record Key(KeyKind kind, String arn, int context) {}

    private static final class Use {
        private final Set<Long> dataKeys = new HashSet<>();
        private long values;
    }
}
