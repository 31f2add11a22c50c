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

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * DynamoDB could not be reached, did not answer, answered with an error of its own, or was not called because a circuit breaker
 * is open. The same call may succeed later.
 */
public final class TableUnavailableException extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String table;

    private final @Nullable Instant since;

    private final @Nullable Instant retryAt;

    private final boolean mayHaveBeenApplied;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param table the table, or {@code null}
     * @param since since when a circuit breaker refuses calls, or {@code null}
     * @param retryAt when DynamoDB is tried again, or {@code null}
     * @param mayHaveBeenApplied whether a write may have happened
     */
    public TableUnavailableException(
            String message,
            @Nullable Throwable cause,
            @Nullable String table,
            @Nullable Instant since,
            @Nullable Instant retryAt,
            boolean mayHaveBeenApplied) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
        this.table = table;
        this.since = since;
        this.retryAt = retryAt;
        this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /**
     * Returns the table that was called.
     *
     * @return its name, or {@code null} if it is not known or the call was for several tables
     */
    public @Nullable String table() {
        return table;
    }

    /**
     * Returns since when a circuit breaker refuses calls.
     *
     * @return the time, or {@code null} if no circuit breaker refused the call, or the time is not known
     */
    public @Nullable Instant since() {
        return since;
    }

    /**
     * Returns when DynamoDB is tried again at the earliest.
     *
     * @return the time, or {@code null} if no circuit breaker refused the call, or the time is not known
     */
    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /**
     * Tells whether a write may have happened although it failed. If so, it must not simply be repeated unless repeating it does
     * no harm.
     *
     * @return {@code false} for reads, and for writes that for certain did not happen
     */
    public boolean mayHaveBeenApplied() {
        return mayHaveBeenApplied;
    }
}
