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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    @ParameterizedTest
    @CsvSource({"1, 101", "2, 201", "3, 401", "6, 3201", "7, 5001", "64, 5001", "1000, 5001"})
    void nanosWhenFailuresGoOnShouldDoubleUpToTheBound(int failures, long expected) {
        assertThat(new Backoff(100, 5_000, () -> 1).nanos(failures)).isEqualTo(expected);
    }

    @Test
    void nanosWhenChanceIsLeastShouldStillBeMoreThanNothing() {
        assertThat(new Backoff(100, 5_000, () -> 0).nanos(9)).isEqualTo(1);
    }
}
