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

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes beside an item's encrypted ones that opening them needs: those of the item, else those that were read
 * beside a projection. For one thread.
 */
final class ItemCompanions {

    private final EncryptedTable table;

    private final Map<String, AttributeValue> item;

    private final WithheldAttributes withheld;

    private @Nullable Map<String, AttributeValue> found;

    private @Nullable ItemKeyRecord record;

    ItemCompanions(EncryptedTable table, Map<String, AttributeValue> item, WithheldAttributes withheld) {
        this.table = table;
        this.item = item;
        this.withheld = withheld;
    }

    /** Returns the attribute of a name, or {@code null} if it was not read. */
    @Nullable
    AttributeValue get(String name) {
        AttributeValue own = item.get(name);
        return own != null ? own : withheld().get(name);
    }

    /** Returns the item's key record, which may be missing or damaged. */
    ItemKeyRecord record() {
        ItemKeyRecord known = record;
        if (known == null) {
            known = new ItemKeyRecord(get(ReservedNames.KEY_RECORD));
            record = known;
        }
        return known;
    }

    private Map<String, AttributeValue> withheld() {
        Map<String, AttributeValue> known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    private Map<String, AttributeValue> find() {
        for (String attribute : table.attributes()) {
            AttributeValue value = item.get(attribute);
            Map<String, AttributeValue> kept = value == null ? null : withheld.of(value);
            if (kept != null) {
                return kept;
            }
        }
        return Map.of();
    }
}
