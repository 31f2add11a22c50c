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
package io.armature.client;

/**
 * Places of the {@linkplain CallLayer layers} around a DynamoDB call, outermost first.
 *
 * <p>This is the one place where the order of the layers is written. Each slot holds at most one layer.
 */
public enum CallSlot {
    /** Observation, outermost so that a refusal by any other layer is seen too. */
    OBSERVATION,
    /** Refusal of plaintext in attributes that are encrypted. */
    PLAINTEXT_GUARD,
    /** Answers from a cache. */
    CACHE,
    /** Answers from stored copies while DynamoDB is away. */
    FALLBACK,
    /** Refusal of calls to a table that has been failing. */
    CIRCUIT_BREAKER,
    /** Choice of the region that is called. */
    REGION,
    /** Reading of the capacity that a call consumed, next to the SDK client so that only real calls count. */
    CAPACITY_INSIGHT
}
