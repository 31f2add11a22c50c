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
package io.armature.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DnsSettingsTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void defaultsShouldBeThoseOfTheGuide() {
        assertThat(DnsSettings.defaults())
                .isEqualTo(new DnsSettings(Duration.ofMillis(250), Duration.ofHours(24), Duration.ofSeconds(2)));
    }

    @Test
    void settingsWhenTimeIsOutOfBoundsShouldNameIt() {
        for (Duration wrong :
                new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofDays(-1), Duration.ofDays(366)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DnsSettings(wrong, SECOND, SECOND))
                    .withMessageContaining("lookupTimeout");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DnsSettings(SECOND, wrong, SECOND))
                    .withMessageContaining("maxStale");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DnsSettings(SECOND, SECOND, wrong))
                    .withMessageContaining("maxWait");
        }
    }
}
