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
package io.armature.repository;

import io.armature.encryption.ReservedNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A step that leaves an entity. */
abstract class WritingStep<T> extends TransactionStep<T> {

    private @Nullable T written;

    WritingStep(TransactionTable<T, ?> table, String operation, Map<String, AttributeValue> key) {
        super(table, operation, key);
    }

    /** Writes the step into a transaction and returns what it leaves. */
    abstract T write(TransactionItems items);

    @Override
    final void addTo(TransactionItems items) {
        written = write(items);
    }

    @Override
    final @Nullable T written() {
        return written;
    }

    @Override
    final boolean counts() {
        return entity().hasCounters() && !key().isEmpty();
    }

    @Override
    final void counted(Map<String, AttributeValue> stored, TransactionItems items) {
        AttributeValue id = items.writeId(entity());
        if (id == null || id.equals(stored.get(ReservedNames.WRITE_ID))) {
            written = items.table(entity()).toEntity(stored);
        }
    }
}
