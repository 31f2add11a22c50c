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
package io.armature.support;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tests of {@link NoEngineException}. */
class NoEngineExceptionTests {

    private final NoEngineException refusal = new NoEngineException("Install Docker");

    @Test
    void skipOrFailWhenInCiShouldFail() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> refusal.skipOrFail(Map.of("CI", "true")))
                .withMessage("Install Docker");
    }

    @Test
    void skipOrFailWhenOnAMachineOfADeveloperShouldSkip() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> refusal.skipOrFail(Map.of()))
                .withMessage("Install Docker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false"})
    void skipOrFailWhenCiIsSwitchedOffShouldSkip(String ci) {
        assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> refusal.skipOrFail(Map.of("CI", ci)));
    }
}
