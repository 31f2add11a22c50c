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

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.keys.KeyUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a call for a data key brought none, kept to be told to all who ask meanwhile.
 *
 * @param thrown what ended the call
 */
record KeyFailure(Throwable thrown) {

    /** A refused record stays so: KMS answers the same on each try, and each try costs quota. */
    private static final Duration REFUSED_RECORD = Duration.ofSeconds(60);

    private static final Duration ANYTHING_ELSE = Duration.ofSeconds(1);

    /** Returns the failure of a call that has not ended in so many nanoseconds. */
    static KeyFailure overdue(String wrappingKey, long nanos) {
        return new KeyFailure(new KeyUnavailableException(
                KeyUnavailableException.Reason.TIMED_OUT,
                wrappingKey,
                "The key provider has not answered for %d s. Let it give up earlier by itself."
                        .formatted(TimeUnit.NANOSECONDS.toSeconds(nanos)),
                null));
    }

    KeyUnavailableException.@Nullable Reason reason() {
        return thrown instanceof KeyUnavailableException unavailable ? unavailable.reason() : null;
    }

    /** Returns why no value under the record can be read, or {@code null} if trying again may help. */
    @Nullable
    Reason refusal() {
        if (thrown instanceof CommitmentMismatchException) {
            return Reason.COMMITMENT_MISMATCH;
        }
        return reason() == KeyUnavailableException.Reason.RECORD_REFUSED ? Reason.KEY_REFUSED : null;
    }

    boolean isPassing() {
        KeyUnavailableException.Reason reason = reason();
        return reason != null && reason.isPassing();
    }

    boolean endsKey() {
        KeyUnavailableException.Reason reason = reason();
        return reason != null && reason.endsKey();
    }

    /** Returns for how long nobody calls again. */
    Duration memory() {
        return refusal() == null ? ANYTHING_ELSE : REFUSED_RECORD;
    }

    /** Returns the failure without what it drags along, since many refused records may have to be remembered. */
    KeyFailure forMemory() {
        return thrown instanceof KeyUnavailableException unavailable && refusal() != null
                ? new KeyFailure(copy(unavailable, null))
                : this;
    }

    /** Returns what happened, for an operator: nothing that a provider wrote without meaning it for a reader. */
    String message() {
        return thrown instanceof KeyUnavailableException unavailable
                ? message(unavailable)
                : "The key provider failed unexpectedly: " + thrown.getClass().getName();
    }

    /** Returns a new exception for a caller, since threads must not share one. */
    RuntimeException unavailable() {
        return thrown instanceof KeyUnavailableException unavailable
                ? copy(unavailable, unavailable)
                : new IllegalStateException(message(), thrown);
    }

    /** Returns a new exception for a caller who wants to read an attribute. */
    RuntimeException unreadable(Location where) {
        Reason refusal = refusal();
        if (refusal == null) {
            return unavailable();
        }
        return new DecryptionException(where, refusal, refusal == Reason.KEY_REFUSED ? thrown : null);
    }

    private static KeyUnavailableException copy(KeyUnavailableException original, @Nullable Throwable cause) {
        return new KeyUnavailableException(original.reason(), original.keyArn(), message(original), cause);
    }

    private static String message(KeyUnavailableException unavailable) {
        return Objects.requireNonNullElse(unavailable.getMessage(), "");
    }

    /** A record unwraps to a data key that it was not made for. */
    static final class CommitmentMismatchException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CommitmentMismatchException() {
            super("The data key is not the one that its record was made for", null, false, false);
        }
    }
}
