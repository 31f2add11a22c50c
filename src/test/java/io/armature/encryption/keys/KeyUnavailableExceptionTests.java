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
package io.armature.encryption.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("F5")
class KeyUnavailableExceptionTests {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void reasonsShouldEitherPassEndTheKeyOrRefuseTheRecord(Reason reason) {
        assertThat(reason.isPassing())
                .isEqualTo(EnumSet.of(Reason.TIMED_OUT, Reason.UNREACHABLE, Reason.SERVICE_FAILED, Reason.THROTTLED)
                        .contains(reason));
        assertThat(reason.endsKey()).isEqualTo(!reason.isPassing() && reason != Reason.RECORD_REFUSED);
    }
}
