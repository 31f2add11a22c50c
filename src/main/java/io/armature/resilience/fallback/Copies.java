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

import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Judges what a store gives back: only a copy of the key that was asked for, young enough and trusted, is one. */
final class Copies {

    private final long maxStalenessMicros;

    private final DistrustedKeys distrusted;

    private final FallbackStatistics statistics;

    Copies(Duration maxStaleness, DistrustedKeys distrusted, FallbackStatistics statistics) {
        this.maxStalenessMicros = TimeUnit.NANOSECONDS.toMicros(maxStaleness.toNanos());
        this.distrusted = distrusted;
        this.statistics = statistics;
    }

    /**
     * Returns the item of a copy that may be answered.
     *
     * @param passedMicros the time between the beginning of the read and the question to the store
     */
    @Nullable
    Map<String, AttributeValue> usable(
            StoreKey storeKey, Map<String, AttributeValue> key, Lookup lookup, long passedMicros) {
        StoredCopy copy = lookup.copy();
        byte[] bytes = copy == null ? null : copy.item();
        if (bytes == null) {
            return null;
        }
        if (distrusted.contains(storeKey)) {
            return refused(Event.COPY_DISTRUSTED);
        }
        if (lookup.ageMicros() - passedMicros > maxStalenessMicros) {
            return refused(Event.COPY_STALE);
        }
        try {
            Map<String, AttributeValue> item = KeylessItems.decode(storeKey, key, bytes);
            return item != null ? item : refused(Event.COPY_FOREIGN);
        } catch (BrokenItemException ex) {
            return refused(Event.COPY_BROKEN);
        }
    }

    private @Nullable Map<String, AttributeValue> refused(Event why) {
        statistics.add(why);
        return null;
    }
}
