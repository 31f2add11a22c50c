package io.armature.resilience.fallback;

import org.jspecify.annotations.Nullable;

/**
 * What a store holds for a key.
 *
 * @param copy the copy, {@code null} if there is none that may be used
 * @param ageMicros the time since the read began that found it, by the store's clock; 0 without a copy
 */
public record Lookup(@Nullable StoredCopy copy, long ageMicros) {

    /** Nothing is there. */
    public static final Lookup NONE = new Lookup(null, 0);
}
