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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key record that an item carries beside its attributes, read when the first of them needs it. For one thread. */
final class ItemKeyRecord {

    private final @Nullable AttributeValue stored;

    private @Nullable KeyRecord record;

    /** Creates it from what the item has under {@link ReservedNames#KEY_RECORD}, {@code null} if nothing. */
    ItemKeyRecord(@Nullable AttributeValue stored) {
        this.stored = stored;
    }

    /**
     * Returns the record.
     *
     * @throws DecryptionException if the item has none, or one that cannot be read
     */
    KeyRecord get(Location where) {
        KeyRecord known = record;
        if (known == null) {
            known = parse(where);
            record = known;
        }
        return known;
    }

    private KeyRecord parse(Location where) {
        if (stored == null) {
            throw new DecryptionException(where, Reason.RECORD_MISSING);
        }
        if (stored.type() != AttributeValue.Type.B) {
            throw new DecryptionException(where, Reason.RECORD_MALFORMED);
        }
        return KeyRecord.parse(where, stored.b().asByteArrayUnsafe());
    }
}
