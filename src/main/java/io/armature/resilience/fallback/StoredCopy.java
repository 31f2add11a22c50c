package io.armature.resilience.fallback;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an item as DynamoDB stores it: encrypted attributes are ciphertext.
 *
 * @param readAtMicros when the read began that found it, by the store's clock
 * @param version the version of the entity, {@code null} if it has none
 * @param item the item, encoded by {@link ItemCodec}; {@code null} for a read that found nothing, or an item that is too large,
 *     which leaves a marker without quiet time
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredCopy(long readAtMicros, @Nullable Long version, byte @Nullable [] item) {}
