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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the present item tells of a write on the condition of its version, when the answer to the write was lost. */
enum WriteTrace {
    /** The write took place: its id is in the item. */
    OURS,
    /** Somebody else wrote on the version that was read, so that the write cannot take place any more. */
    LOST,
    /** The item is as it was read: the write did not take place yet, and may still do so. */
    UNTOUCHED,
    /** Others wrote since, more than once, or the item is gone: nothing is left to tell by. */
    UNKNOWN;

    /**
     * Looks at the item.
     *
     * @param present the item, empty if there is none
     * @param versionAttribute name of the version attribute
     * @param write the write
     */
    static WriteTrace of(Map<String, AttributeValue> present, String versionAttribute, Write write) {
        if (present.isEmpty()) {
            return write.mayCreate() ? UNTOUCHED : UNKNOWN;
        }
        if (write.id() != null && write.id().equals(present.get(ReservedNames.WRITE_ID))) {
            return OURS;
        }
        String version = number(present.get(versionAttribute));
        if (Objects.equals(version, write.read()) || (version == null && write.mayCreate())) {
            return UNTOUCHED;
        }
        // Each version is written once: who took the next one took it from everybody who had read the same.
        return Objects.equals(version, write.written()) ? LOST : UNKNOWN;
    }

    static @Nullable String number(@Nullable AttributeValue value) {
        return value == null ? null : value.n();
    }

    /**
     * A write whose answer was lost.
     *
     * @param id the id that it leaves, {@code null} for a deletion
     * @param read the version on whose condition it was sent, {@code null} for none
     * @param written the version that the item has after one write on that condition, {@code null} if nothing was sent
     * @param mayCreate whether it may be sent where there is no item
     */
    record Write(
            @Nullable AttributeValue id,
            @Nullable String read,
            @Nullable String written,
            boolean mayCreate) {}
}
