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
package io.armature.encryption;

import io.armature.encryption.keys.KeyUnavailableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the data keys are. Holds nothing secret. Immutable.
 *
 * @param health whether keys can be had
 * @param since since when the key provider has answered, or failed, without a break; {@code null} if it was never called
 * @param reason why it fails, also while keys are still fresh; {@code null} if it does not, or for no reason that it knows
 * @param message what happened at its last failure, {@code null} if it does not fail
 */
public record KeyState(
        Health health,
        @Nullable Instant since,
        KeyUnavailableException.@Nullable Reason reason,
        @Nullable String message) {

    static final KeyState UNUSED = new KeyState(Health.UNUSED, null, null, null);

    /** Returns the worse of two; of two that are equally well, the one with something to tell. */
    KeyState or(KeyState other) {
        int worse = other.health.compareTo(health);
        return worse > 0 || (worse == 0 && message == null) ? other : this;
    }

    /** Whether keys can be had, from good to bad. */
    public enum Health {
        /** No key has been needed so far, or none since all were flushed. */
        UNUSED,
        /** The provider answers, be it that a key for reading is not for this application, or every key is young enough. */
        FRESH,
        /** The provider is away, and a key past its age goes on for the grace. */
        IN_GRACE,
        /** The provider fails, and something cannot be encrypted or decrypted for it. */
        FAILING
    }
}
