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
package io.armature.support;

import java.util.Map;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** An engine cannot be had on this machine; the message says what to install. */
final class NoEngineException extends Exception {

    private static final long serialVersionUID = 1L;

    NoEngineException(String message) {
        super(message);
    }

    /**
     * Throws what becomes of the tests that need the engine.
     *
     * @param environment environment variables
     * @throws AssertionFailedError with {@code CI=true}, where a skipped test would go unnoticed
     * @throws TestAbortedException otherwise
     */
    void skipOrFail(Map<String, String> environment) {
        if ("true".equals(environment.get("CI"))) {
            throw new AssertionFailedError(getMessage());
        }
        throw new TestAbortedException(getMessage());
    }
}
