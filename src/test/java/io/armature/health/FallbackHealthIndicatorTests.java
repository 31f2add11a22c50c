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
package io.armature.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.fallback.FallbackStatistics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class FallbackHealthIndicatorTests {

    @Test
    void healthShouldBeThatOfTheStoreAndNeverDown() {
        FallbackStatistics statistics = new FallbackStatistics();
        Health up = new FallbackHealthIndicator(() -> true, statistics).health();
        assertThat(up.getStatus()).isEqualTo(Status.UP);
        assertThat(up.getDetails()).containsEntry("store", "available").doesNotContainKey("coverage");
        Health away = new FallbackHealthIndicator(() -> false, statistics).health();
        assertThat(away.getStatus()).isEqualTo(DynamoDbHealthIndicator.DEGRADED);
        assertThat(away.getDetails()).containsEntry("store", "away");
    }
}
