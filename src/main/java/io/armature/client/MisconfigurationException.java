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
package io.armature.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refusal to start with a configuration that cannot work, or that would do harm.
 *
 * <p>The message says what was found; {@link #action()} says what to do about it. Neither holds a secret.
 */
public class MisconfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates the exception.
     *
     * @param message what was found, with the offending value, table or type
     * @param action what to do about it
     */
    public MisconfigurationException(String message, String action) {
        this(message, action, null);
    }

    /**
     * Creates the exception with the error that led to it.
     *
     * @param message what was found, with the offending value, table or type
     * @param action what to do about it
     * @param cause the error that led to it, or {@code null}
     */
    public MisconfigurationException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = Objects.requireNonNull(action, "action");
    }

    /**
     * Returns what to do about it.
     *
     * @return the advice, whole sentences
     */
    public String action() {
        return action;
    }
}
