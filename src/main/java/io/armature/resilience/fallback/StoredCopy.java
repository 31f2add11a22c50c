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
package io.armature.resilience.fallback;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an item as DynamoDB stores it: encrypted attributes are ciphertext.
 *
 * @param readAtMicros when the read began that found it, by the store's clock; of no meaning for a renewal
 * @param version the version of the entity, {@code null} if it has none
 * @param item the item, encoded by {@link ItemCodec}; {@code null} for a read that found nothing, or an item that is too large,
 *     which leaves a marker without quiet time
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredCopy(long readAtMicros, @Nullable Long version, byte @Nullable [] item) {}
