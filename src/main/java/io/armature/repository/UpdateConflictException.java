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

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/** An update was given up, because somebody else wrote the item before each of its attempts. Nothing was written. */
public final class UpdateConflictException extends OptimisticLockingFailureException {

    private static final long serialVersionUID = 1L;

    private final int attempts;

    private final @Nullable Long lastVersion;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause the last failed condition, or {@code null}
     * @param attempts how often the change was applied
     * @param lastVersion the version that the item had at the last attempt, or {@code null} if there was no item
     */
    public UpdateConflictException(
            String message, @Nullable Throwable cause, int attempts, @Nullable Long lastVersion) {
        super(message, cause);
        this.attempts = attempts;
        this.lastVersion = lastVersion;
    }

    /**
     * Returns how often the change was applied.
     *
     * @return the number, 1 or more
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Returns the version that made the last attempt fail.
     *
     * @return the version, or {@code null} if there was no item, or it had none
     */
    public @Nullable Long lastVersion() {
        return lastVersion;
    }
}
