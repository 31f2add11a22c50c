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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity that was read by its key, and how far it can be relied on.
 *
 * @param value the entity, {@code null} if DynamoDB has no such item; a stored copy never says that
 * @param source who answered
 * @param readAt when the read began that found it: now, or the time of the copy
 * @param age the time since then, zero for an answer of DynamoDB
 * @param <T> type of the entity
 */
public record ReadResult<T>(@Nullable T value, Source source, Instant readAt, Duration age) {

    /**
     * Returns the entity.
     *
     * @return the entity, or empty if DynamoDB has no such item
     */
    public Optional<T> toOptional() {
        return Optional.ofNullable(value);
    }

    /**
     * Tells whether somebody may have written a later state meanwhile that this application would have seen otherwise.
     *
     * @return {@code true} for a stored copy
     */
    public boolean isStale() {
        return source == Source.FALLBACK;
    }

    /** Who answers a read. */
    public enum Source {
        /** DynamoDB. */
        DYNAMODB,
        /** The store of copies, since DynamoDB was away. */
        FALLBACK
    }
}
