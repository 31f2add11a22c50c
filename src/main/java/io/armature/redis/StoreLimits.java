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
package io.armature.redis;

import io.armature.resilience.fallback.FallbackSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The limits of a store as its scripts take them, in microseconds.
 *
 * @param maxStalenessMicros age beyond which a copy is not found
 * @param timeToLive how long values stay: as long as copies are found, and as long as a floor is needed to refuse late reads
 * @param quietTime time after a write in which no read may fill
 * @param maxFillAge age of a read beyond which it may not fill
 * @param maxMarkDelay delay beyond which a marker came too late to be renewed
 */
@SuppressWarnings("ArrayRecordComponent")
record StoreLimits(
        long maxStalenessMicros, byte[] timeToLive, byte[] quietTime, byte[] maxFillAge, byte[] maxMarkDelay) {

    static StoreLimits of(FallbackSettings settings, Duration commandTimeout) {
        Duration floors = settings.quietTime().plus(settings.maxFillAge());
        Duration staleness = settings.maxStaleness();
        return new StoreLimits(
                micros(staleness),
                number(micros(staleness.compareTo(floors) > 0 ? staleness : floors)),
                number(micros(settings.quietTime())),
                number(micros(settings.maxFillAge())),
                // Whoever marks gives up after the time-out; the clock's bounds may be another round trip apart.
                number(micros(commandTimeout.plus(RedisKeeper.CLOCK_ROUND_TRIP).multipliedBy(2))));
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /** A number as scripts read it. */
    static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }
}
