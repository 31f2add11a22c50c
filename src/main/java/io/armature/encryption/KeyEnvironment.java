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
package io.armature.encryption;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What data keys need of the world.
 *
 * @param ticker monotonic time, by which keys age
 * @param clock time of day, by which health tells since when
 * @param calls runs the calls to the key provider
 * @param patience how long a caller waits for a call, in nanoseconds: a provider that hangs must not hang all who write
 */
record KeyEnvironment(Ticker ticker, Clock clock, Executor calls, long patience) {

    /** Far beyond what a client of KMS with sensible time-outs needs for all its attempts. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    KeyEnvironment(Ticker ticker, Clock clock, Executor calls) {
        this(ticker, clock, calls, PATIENCE);
    }

    static KeyEnvironment system() {
        return new KeyEnvironment(Ticker.systemTicker(), Clock.systemUTC(), KeyCalls.create());
    }
}
