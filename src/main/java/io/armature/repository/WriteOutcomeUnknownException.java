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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write had no answer, and the item was changed or removed since, so that nothing in it tells whether the write took place.
 *
 * <p>It is no {@link org.springframework.dao.TransientDataAccessException}: to repeat the write might do twice what is to be
 * done once. Look at the present item, if the application can tell from it, or let somebody decide.
 */
public final class WriteOutcomeUnknownException extends NonTransientDataAccessException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, AttributeValue> item;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param item the present item, empty if there is none
     */
    public WriteOutcomeUnknownException(String message, @Nullable Throwable cause, Map<String, AttributeValue> item) {
        super(message, cause);
        this.item = Collections.unmodifiableMap(item);
    }

    /**
     * Returns the present item, as it is stored: encrypted attributes are encrypted.
     *
     * @return the item, empty if there is none any more
     */
    public Map<String, AttributeValue> item() {
        return item;
    }
}
