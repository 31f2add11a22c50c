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
package io.armature.resilience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Refusal of a call by an open circuit breaker. The call has not left the application.
 *
 * <p>It is one of the SDK's own exceptions, so that whoever handles those of a DynamoDB that is away handles this too. It has
 * no stack trace: it is thrown while thousands of calls fail, and says nothing about the place that it passes.
 */
public final class CircuitBreakerOpenException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private final @Nullable String table;

    private final String endpoint;

    private final @Nullable Instant since;

    private final @Nullable Instant retryAt;

    CircuitBreakerOpenException(
            Reason reason,
            @Nullable String table,
            String endpoint,
            @Nullable Instant since,
            @Nullable Instant retryAt) {
        super(SdkClientException.builder().writableStackTrace(false));
        this.reason = reason;
        this.table = table;
        this.endpoint = endpoint;
        this.since = since;
        this.retryAt = retryAt;
    }

    /**
     * Returns why the circuit breaker is open.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the table that is not called.
     *
     * @return its logical name, or its name in DynamoDB where no entity is mapped to it; {@code null} if the whole endpoint
     *     is not called
     */
    public @Nullable String table() {
        return table;
    }

    /**
     * Returns the endpoint that is not called.
     *
     * @return the name of the region, or host and port
     */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Returns since when calls are refused.
     *
     * @return the time, or {@code null} if the circuit breaker was open before Armature knew it
     */
    public @Nullable Instant since() {
        return since;
    }

    /**
     * Returns when DynamoDB is tried again at the earliest.
     *
     * @return the time, which may be over while the calls that try it are on their way; {@code null} if somebody forced the
     *     circuit breaker open, or the time is not known
     */
    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /** Returns the text, put together only when somebody asks: most refusals are answered without it. */
    @Override
    public String getMessage() {
        StringBuilder text = new StringBuilder("Not sent: ");
        if (table != null) {
            text.append("the circuit breaker of the table '").append(table).append("' at ");
        } else {
            text.append("the circuit breaker of ");
        }
        text.append(endpoint).append(" is open");
        if (since != null) {
            text.append(" since ").append(since);
        }
        text.append(reason.text);
        if (retryAt != null) {
            text.append(" The next call is let through at ").append(retryAt).append('.');
        }
        return text.toString();
    }

    /** Why a circuit breaker is open. */
    public enum Reason {
        /** The last calls failed because DynamoDB was away. */
        OUTAGE(", since the last calls found DynamoDB away."),
        /** Most calls were throttled. */
        THROTTLING(", since most calls were throttled."),
        /** Somebody forced it open. */
        FORCED(", since somebody forced it open.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
