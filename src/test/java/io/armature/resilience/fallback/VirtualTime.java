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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A time that stands still until it is told to go on, as every kind of clock shows it. */
final class VirtualTime extends Clock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile long nanos;

    void pass(Duration time) {
        pass(time.toNanos());
    }

    void pass(long more) {
        nanos += more;
    }

    long nanos() {
        return nanos;
    }

    long micros() {
        return START.toEpochMilli() * 1_000 + nanos / 1_000;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
