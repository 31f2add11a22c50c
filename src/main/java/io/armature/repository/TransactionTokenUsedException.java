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
import org.springframework.dao.DataIntegrityViolationException;

/**
 * A transaction was refused, since another one had the same token within the last 10 minutes. This one wrote nothing. Where the
 * token is the id of a message, the message was delivered again and there is nothing left to do.
 */
public final class TransactionTokenUsedException extends DataIntegrityViolationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     */
    public TransactionTokenUsedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
