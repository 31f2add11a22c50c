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

import io.armature.resilience.Throttling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/** DynamoDB throttled a call, also when it was tried again. The call did not happen. */
public final class ThroughputExceededException extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    private final transient List<Throttling> throttling;

    /**
     * Creates the exception. Armature creates it itself; an application does so in tests.
     *
     * @param message what happened and what to do
     * @param cause what was thrown, or {@code null}
     * @param throttling the reasons, which are copied
     */
    public ThroughputExceededException(String message, @Nullable Throwable cause, List<Throttling> throttling) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
        this.throttling = List.copyOf(throttling);
    }

    /**
     * Returns why DynamoDB throttled the call.
     *
     * @return the reasons, at least one
     */
    public List<Throttling> throttling() {
        return throttling;
    }
}
