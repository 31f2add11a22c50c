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
package io.armature.encryption.keys;

import org.jspecify.annotations.Nullable;

/**
 * A data key could not be made or unwrapped. The message names the wrapping key and what to do; it holds nothing secret.
 */
public final class KeyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private final String keyArn;

    /**
     * Creates the exception.
     *
     * @param reason why
     * @param keyArn what names the wrapping key
     * @param message what happened, with which key, and what to do
     * @param cause what the key service's client threw, or {@code null}
     */
    public KeyUnavailableException(Reason reason, String keyArn, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.keyArn = keyArn;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns which key.
     *
     * @return what names the wrapping key
     */
    public String keyArn() {
        return keyArn;
    }

    /** Why a data key is not to be had. */
    public enum Reason {
        /** The key service did not answer in time. */
        TIMED_OUT(Consequence.PASSING),
        /** The key service could not be reached. */
        UNREACHABLE(Consequence.PASSING),
        /** The key service answered with an error of its own, 5xx. */
        SERVICE_FAILED(Consequence.PASSING),
        /** The key service throttled. */
        THROTTLED(Consequence.PASSING),
        /** The caller may not use the key: a permission is missing or was revoked. */
        ACCESS_DENIED(Consequence.ENDS_KEY),
        /** The key is disabled. */
        DISABLED(Consequence.ENDS_KEY),
        /** The key is deleted, or waits for its deletion. */
        DELETED(Consequence.ENDS_KEY),
        /** There is no such key. */
        NOT_FOUND(Consequence.ENDS_KEY),
        /** The key service refused the wrapped key: it was changed, or made by another key or with another context. */
        RECORD_REFUSED(Consequence.REFUSES_RECORD),
        /** Anything else, such as a key of the wrong type; trying again will not help. */
        MISCONFIGURED(Consequence.ENDS_KEY);

        private final Consequence consequence;

        Reason(Consequence consequence) {
            this.consequence = consequence;
        }

        /**
         * Tells whether it may pass by itself, so that a key past its age may go on for the grace.
         *
         * @return {@code true} for outages and throttling
         */
        public boolean isPassing() {
            return consequence == Consequence.PASSING;
        }

        /**
         * Tells whether keys that were made with the wrapping key must not encrypt any longer.
         *
         * @return {@code true} for missing permissions and for keys that are disabled or gone
         */
        public boolean endsKey() {
            return consequence == Consequence.ENDS_KEY;
        }

        private enum Consequence {
            PASSING,
            ENDS_KEY,
            REFUSES_RECORD
        }
    }
}
