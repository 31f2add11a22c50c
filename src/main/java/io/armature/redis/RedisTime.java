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

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;

/**
 * Redis's clock, as buckets want it.
 *
 * @param instances who ask for the time
 */
record RedisTime(RedisInstances instances) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return TimeUnit.MICROSECONDS.toNanos(instances.micros().orElseThrow(() -> RedisRefusedException.NO_ANSWER));
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
