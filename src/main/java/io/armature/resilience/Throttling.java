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

import org.jspecify.annotations.Nullable;

/**
 * Why DynamoDB throttled a call, as one entry of {@code ThrottlingReasons} says it.
 *
 * @param scope what ran out of capacity
 * @param reason DynamoDB's own word, such as {@code TableWriteProvisionedThroughputExceeded}, or {@code null} if it gave none
 * @param resource the ARN of the table or index, or {@code null} if DynamoDB gave none
 */
public record Throttling(
        Scope scope, @Nullable String reason, @Nullable String resource) {

    /** What ran out of capacity. */
    public enum Scope {
        /** One partition: a hot key. Other keys of the table are not affected. */
        KEY_RANGE,
        /** The table as a whole. */
        TABLE,
        /** A global secondary index as a whole; writes to the table wait for it too. */
        INDEX,
        /** The account in this region. */
        ACCOUNT,
        /** DynamoDB did not say. */
        UNKNOWN
    }
}
