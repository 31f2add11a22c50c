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

/** A transaction was not carried out, because others wrote its items or were at work on them. Nothing was written. */
public final class TransactionCancelledException extends OptimisticLockingFailureException {

    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    private final int attempts;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param reasons the operations that did not go, which are copied
     * @param attempts how often the transaction was sent
     */
    public TransactionCancelledException(
            String message, @Nullable Throwable cause, List<Reason> reasons, int attempts) {
        super(message, cause);
        this.reasons = List.copyOf(reasons);
        this.attempts = attempts;
    }

    /**
     * Returns the operations that did not go.
     *
     * @return at least one, in the order of the transaction
     */
    public List<Reason> reasons() {
        return reasons;
    }

    /**
     * Returns how often the transaction was sent; what the SDK repeats counts once.
     *
     * @return the number, 1 or more
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Why one operation did not go.
     *
     * @param position the operation's position in the transaction, from 0
     * @param operation the method of {@link DynamoDbTransaction} that it was told by
     * @param entity class of the entity
     * @param table physical name of the table
     * @param keys names of the key attributes
     * @param code what DynamoDB says, such as {@code ConditionalCheckFailed} or {@code TransactionConflict}
     * @param item the present item as it is stored, if a condition failed; encrypted attributes are encrypted. Empty if there
     *     is none
     */
    public record Reason(
            int position,
            String operation,
            Class<?> entity,
            String table,
            List<String> keys,
            String code,
            Map<String, AttributeValue> item) {

        /**
         * Creates the reason.
         *
         * @param position the operation's position
         * @param operation the method
         * @param entity class of the entity
         * @param table physical name of the table
         * @param keys names of the key attributes
         * @param code what DynamoDB says
         * @param item the present item
         */
        public Reason {
            keys = List.copyOf(keys);
            item = Collections.unmodifiableMap(item);
        }

        /** Leaves the values of the item out. */
        @Override
        public String toString() {
            return "Reason[position=" + position + ", operation=" + operation + ", entity=" + entity.getName()
                    + ", table=" + table + ", keys=" + keys + ", code=" + code + ", item=" + item.keySet() + "]";
        }
    }
}
