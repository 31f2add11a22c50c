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

import java.time.Duration;

/**
 * How copies are kept and used.
 *
 * @param maxStaleness the age up to which a copy is answered, and its time to live, 300 seconds by default
 * @param readTimeout the time that a read may take before a copy is answered, 500 milliseconds by default
 * @param storeTimeout the time that the store may cost a call in all, 20 milliseconds by default
 * @param quietTime the time after a write in which no read may fill the store, since it may have seen the item before the
 *     write, 5 seconds by default
 * @param maxFillAge the age of a read beyond which it may not fill the store, 10 seconds by default
 * @param maxItemBytes the size of an encoded item beyond which it is not kept, 64 KB by default
 * @param fillQueue the fills that may wait to be sent; beyond it they are dropped and counted, 1,000 by default
 */
public record FallbackSettings(
        Duration maxStaleness,
        Duration readTimeout,
        Duration storeTimeout,
        Duration quietTime,
        Duration maxFillAge,
        int maxItemBytes,
        int fillQueue) {

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static FallbackSettings defaults() {
        return new FallbackSettings(
                Duration.ofSeconds(300),
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                64 * 1024,
                1_000);
    }
}
