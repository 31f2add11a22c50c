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
package io.armature.batch;

/** Makes rates of a fixed number, which a job keeps below only while a table is short of capacity. */
final class RateLimits {

    private RateLimits() {}

    static RateLimit fixed(BatchRate rate) {
        if (rate instanceof BatchRate.Items items) {
            return yielding(items.perSecond());
        }
        return rate instanceof BatchRate.Units units ? yielding(units.perSecond()) : RateLimit.unlimited();
    }

    private static RateLimit yielding(double perSecond) {
        return new AdaptivePace(perSecond, perSecond, System.nanoTime());
    }
}
