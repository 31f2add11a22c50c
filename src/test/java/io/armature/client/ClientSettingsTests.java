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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.armature.client.ClientSettings.RetrySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void defaultsWhenAskedShouldBeTheDocumentedOnes() {
        assertThat(ClientSettings.defaults())
                .isEqualTo(new ClientSettings(
                        50,
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        new RetrySettings(5, Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1)),
                        false,
                        false,
                        10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void createWhenNumberIsBelowOneShouldRefuse(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(number, SECOND, SECOND, 1))
                .withMessage("maxConnections must be 1 or more, but is " + number);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, SECOND, SECOND, number))
                .withMessageContaining("maxRegions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(number, SECOND, SECOND, SECOND))
                .withMessageContaining("maxAttempts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S"})
    void createWhenAnyTimeIsBelowOneMillisecondShouldRefuse(Duration time) {
        String[] names = {
            "connectTimeout", "attemptTimeout", "callTimeout", "socketTimeout", "acquireTimeout", "maxIdleTime"
        };
        for (int wrong = 0; wrong < names.length; wrong++) {
            Duration[] times = new Duration[names.length];
            for (int i = 0; i < names.length; i++) {
                times[i] = (i == wrong) ? time : SECOND;
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(times))
                    .withMessageContainingAll(names[wrong], time.toString());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, time, SECOND, SECOND))
                .withMessageContaining("baseDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, SECOND, time, SECOND))
                .withMessageContaining("throttlingBaseDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, SECOND, SECOND, time))
                .withMessageContaining("maxDelay");
    }

    @Test
    void createWhenAttemptIsLongerThanCallShouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, Duration.ofMillis(1001), SECOND, 1))
                .withMessageContainingAll("attemptTimeout", "PT1.001S", "callTimeout", "PT1S");
        assertThatNoException().isThrownBy(() -> settings(1, SECOND, SECOND, 1));
    }

    @Test
    void createWhenBaseDelayIsLongerThanLongestShouldRefuse() {
        Duration longer = Duration.ofMillis(1001);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, longer, SECOND, SECOND))
                .withMessageContainingAll("baseDelay", "maxDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, SECOND, longer, SECOND))
                .withMessageContainingAll("throttlingBaseDelay", "maxDelay");
    }

    private static ClientSettings settings(int connections, Duration attempt, Duration call, int regions) {
        return new ClientSettings(
                connections,
                true,
                SECOND,
                attempt,
                call,
                SECOND,
                SECOND,
                SECOND,
                RetrySettings.defaults(),
                false,
                false,
                regions);
    }

    private static ClientSettings settings(Duration[] times) {
        return new ClientSettings(
                1,
                true,
                times[0],
                times[1],
                times[2],
                times[3],
                times[4],
                times[5],
                RetrySettings.defaults(),
                false,
                false,
                1);
    }
}
