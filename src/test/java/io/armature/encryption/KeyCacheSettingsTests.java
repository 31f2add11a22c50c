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
package io.armature.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyCacheSettingsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @Tag("F4")
    @Tag("F5")
    @Tag("F6")
    void defaultsShouldBeThoseOfTheFormat() {
        assertThat(KeyCacheSettings.defaults())
                .isEqualTo(new KeyCacheSettings(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        16_777_216,
                        68_719_476_736L,
                        10_000,
                        Duration.ofHours(1)));
    }

    @Test
    @Tag("F4")
    void createWhenALimitIsOutOfBoundsShouldNameIt() {
        Duration tooLong = Duration.ofHours(1).plusNanos(1);
        refused("maxAge", Duration.ZERO, Duration.ZERO, 1, 1, 0, MINUTE);
        refused("grace", MINUTE, Duration.ofNanos(-1), 1, 1, 0, MINUTE);
        refused("maxValues", MINUTE, Duration.ZERO, 0, 1, 0, MINUTE);
        refused("maxValues", MINUTE, Duration.ZERO, (1L << 32) + 1, 1, 0, MINUTE);
        refused("maxBytes", MINUTE, Duration.ZERO, 1, 0, 0, MINUTE);
        refused("maxBytes", MINUTE, Duration.ZERO, 1, (1L << 36) + 1, 0, MINUTE);
        refused("maxUnwrappedKeys", MINUTE, Duration.ZERO, 1, 1, -1, MINUTE);
        refused("unwrappedMaxAge", MINUTE, Duration.ZERO, 1, 1, 0, Duration.ZERO);
        refused("unwrappedMaxAge", MINUTE, Duration.ZERO, 1, 1, 0, tooLong);
    }

    @Test
    void createWhenLimitsAreAtTheirBoundsShouldTakeThem() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        KeyCacheSettings widest =
                new KeyCacheSettings(forever, forever, 1L << 32, 1L << 36, Integer.MAX_VALUE, Duration.ofHours(1));
        assertThat(widest.maxAgeNanos() + widest.graceNanos()).isPositive();
        KeyCacheSettings narrowest =
                new KeyCacheSettings(Duration.ofNanos(1), Duration.ZERO, 1, 1, 0, Duration.ofNanos(1));
        assertThat(narrowest.maxAgeNanos()).isEqualTo(1);
    }

    private static void refused(
            String name,
            Duration maxAge,
            Duration grace,
            long maxValues,
            long maxBytes,
            int maxUnwrappedKeys,
            Duration unwrappedMaxAge) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new KeyCacheSettings(maxAge, grace, maxValues, maxBytes, maxUnwrappedKeys, unwrappedMaxAge))
                .withMessageStartingWith(name + " is ");
    }
}
