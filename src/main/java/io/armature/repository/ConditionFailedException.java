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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item was not as the condition of a write wants it, usually because somebody else changed or removed it. */
public final class ConditionFailedException extends OptimisticLockingFailureException {

    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;

    private final boolean mayHaveBeenApplied;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param conflicts the failed conditions, at least one, which are copied
     * @param mayHaveBeenApplied whether an earlier attempt of the same call may have written
     */
    public ConditionFailedException(
            String message, @Nullable Throwable cause, List<Conflict> conflicts, boolean mayHaveBeenApplied) {
        super(message, cause);
        this.conflicts = List.copyOf(conflicts);
        this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /**
     * Returns the conditions that failed.
     *
     * @return one for a single write; for a transaction each that failed, in the order of its writes
     */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /**
     * Returns the present item that made the first condition fail, as it is stored: encrypted attributes are encrypted.
     *
     * @return the item, empty if there is none any more, or if the request did not ask DynamoDB to return it
     */
    public Map<String, AttributeValue> item() {
        return conflicts.get(0).item();
    }

    /**
     * Tells whether the write may have happened: an earlier attempt of the same call had no answer, so that the condition may
     * have found what that attempt wrote.
     *
     * @return {@code true} if the item should be read before the change is repeated or given up
     */
    public boolean mayHaveBeenApplied() {
        return mayHaveBeenApplied;
    }

    /**
     * One failed condition.
     *
     * @param index the position of the write in its transaction, from 0; 0 for a single write
     * @param item the present item as it is stored, empty if there is none or DynamoDB was not asked for it
     */
    public record Conflict(int index, Map<String, AttributeValue> item) {

        /**
         * Creates the conflict.
         *
         * @param index the position
         * @param item the present item
         */
        public Conflict {
            item = Collections.unmodifiableMap(item);
        }

        /** Leaves the values of the item out. */
        @Override
        public String toString() {
            return "Conflict[index=" + index + ", item=" + item.keySet() + "]";
        }
    }
}
