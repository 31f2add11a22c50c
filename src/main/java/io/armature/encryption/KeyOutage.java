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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of the key service being away: then keys go on for the grace, and it is asked about once a second by all
 * together, not by each key. Safe for use by concurrent threads.
 */
final class KeyOutage {

    private static final long BETWEEN_PROBES = TimeUnit.SECONDS.toNanos(1);

    /** After it an outage is old news: the next caller has to find out. */
    private static final long NEWS = TimeUnit.SECONDS.toNanos(10);

    private final Ticker ticker;

    private final AtomicLong lastProbe = new AtomicLong();

    private volatile boolean away;

    private volatile long lastFailure;

    KeyOutage(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Tells whether it is known that the service is away.
     *
     * @param asking whether somebody is finding out right now
     */
    boolean isKnown(boolean asking) {
        return away && (asking || ticker.read() - lastFailure < NEWS);
    }

    /** Tells whether a call may be made that nobody has to wait for. */
    boolean allowsProbe() {
        if (!away) {
            return true;
        }
        long now = ticker.read();
        long last = lastProbe.get();
        return now - last >= BETWEEN_PROBES && lastProbe.compareAndSet(last, now);
    }

    void serviceAnswered() {
        away = false;
    }

    void serviceWasAway() {
        long now = ticker.read();
        lastFailure = now;
        lastProbe.set(now);
        away = true;
    }
}
