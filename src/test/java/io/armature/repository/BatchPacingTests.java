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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class BatchPacingTests {

    @Test
    void pauseWhenThreadIsInterruptedShouldFailAndKeepItInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(TransientDataAccessResourceException.class)
                .isThrownBy(() -> BatchPacing.sleeping().pause(1, 1, "BatchWriteItem"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void pauseWhenRepeatedShouldStayWithinItsLimits() {
        List<Duration> pauses = new ArrayList<>();
        BatchPacing pacing = new BatchPacing(pauses::add);
        for (int repetition = 1; repetition <= 10; repetition++) {
            pacing.pause(repetition, 1, "BatchWriteItem");
        }
        assertThat(pauses)
                .hasSize(10)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ZERO, Duration.ofSeconds(2)));
    }
}
