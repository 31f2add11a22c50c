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

import io.armature.batch.ItemsUnprocessedException;
import io.armature.resilience.Throttling;
import java.util.List;
import java.util.function.Supplier;

/**
 * Calls to one table; errors come out translated and name it.
 *
 * @param table physical name of the table
 * @param translation translation of errors
 */
record TableCalls(String table, ExceptionTranslation translation) {

    <R> R call(String operation, Supplier<R> request) {
        try {
            return request.get();
        } catch (RuntimeException ex) {
            throw translation.translateOrSelf(ex, Doing.of(operation, table));
        }
    }

    String describe(String operation) {
        return Doing.of(operation, table).text();
    }

    /** Calls for many items, of which some may be left. */
    <R> R batch(String operation, Supplier<R> request) {
        return call(operation, () -> {
            try {
                return request.get();
            } catch (ItemsUnprocessedException ex) {
                throw left(Doing.of(operation, table), ex);
            }
        });
    }

    private RuntimeException left(Doing doing, ItemsUnprocessedException left) {
        String text = doing.text() + " left " + left.left() + " items unprocessed after " + left.attempts()
                + " attempts: the table is throttled. Raise its capacity or send less at once.";
        if (left.getCause() instanceof RuntimeException cause
                && translation.translateOrSelf(cause, doing) instanceof ThroughputExceededException throttled) {
            return new ThroughputExceededException(
                    text + " The last attempt: " + throttled.getMessage(), cause, throttled.throttling());
        }
        return new ThroughputExceededException(
                text, left, List.of(new Throttling(Throttling.Scope.UNKNOWN, null, null)));
    }
}
