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
package io.armature.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTests {

    @Test
    void instantShouldGoOnFromTheTimeOfDay() {
        SteadyClock clock = new SteadyClock();
        Instant first = clock.instant();
        long nanos = System.nanoTime();
        while (System.nanoTime() - nanos < 2_000_000) {
            Thread.onSpinWait();
        }

        assertThat(Duration.between(first, clock.instant())).isGreaterThanOrEqualTo(Duration.ofMillis(2));
        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(10));
    }
}
