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

import io.armature.client.OversizedItem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** An item is larger than 400 KB, which is the most that DynamoDB stores, or would be after an update. */
public final class ItemTooLargeException extends DataIntegrityViolationException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable OversizedItem item;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param item the sizes of the item, or {@code null} if they are not known
     */
    public ItemTooLargeException(String message, @Nullable Throwable cause, @Nullable OversizedItem item) {
        super(message, cause);
        this.item = item;
    }

    /**
     * Returns the sizes of the item and of its largest attributes.
     *
     * @return the sizes, or {@code null} where the request does not show them, as in PartiQL
     */
    public @Nullable OversizedItem item() {
        return item;
    }
}
