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

import io.armature.encryption.DecryptionException;
import io.armature.encryption.EncryptionException;
import io.armature.encryption.guard.ForeignItemException;
import io.armature.encryption.guard.PlaintextRefusedException;
import io.armature.encryption.keys.KeyUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Translates failures of encryption to Spring's {@link DataAccessException}s. */
final class EncryptionFailures {

    private EncryptionFailures() {}

    /** Returns the translated exception, or {@code null} if it is none of encryption. */
    static @Nullable DataAccessException translate(RuntimeException exception, String doing) {
        if (exception instanceof DecryptionException || exception instanceof ForeignItemException) {
            return new DataRetrievalFailureException(text(exception, doing), exception);
        }
        if (exception instanceof EncryptionException) {
            return new DataIntegrityViolationException(text(exception, doing), exception);
        }
        if (exception instanceof PlaintextRefusedException) {
            return new InvalidDataAccessApiUsageException(text(exception, doing), exception);
        }
        if (exception instanceof KeyUnavailableException unavailable) {
            return key(unavailable, text(exception, doing));
        }
        // So the enhanced client wraps what goes wrong with the item that an update returns.
        return exception instanceof IllegalStateException && exception.getCause() instanceof RuntimeException cause
                ? translate(cause, doing + " has written, but the item that it returned could not be read; it")
                : null;
    }

    private static DataAccessException key(KeyUnavailableException exception, String text) {
        if (exception.reason() == KeyUnavailableException.Reason.ACCESS_DENIED) {
            return new PermissionDeniedDataAccessException(text, exception);
        }
        return exception.reason().isPassing()
                ? new TransientDataAccessResourceException(text, exception)
                : new NonTransientDataAccessResourceException(text, exception);
    }

    private static String text(RuntimeException exception, String doing) {
        String text = doing + " failed: " + exception.getMessage();
        // Which key it was, and what to do, is what the key service has to say.
        return exception instanceof DecryptionException
                        && exception.getCause() instanceof KeyUnavailableException unavailable
                ? text + " " + unavailable.getMessage()
                : text;
    }
}
