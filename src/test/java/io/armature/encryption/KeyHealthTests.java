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

import io.armature.encryption.KeyState.Health;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From which moment on health is told how. */
@Tag("F5")
class KeyHealthTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final KeyFailure AWAY =
            new KeyFailure(new KeyUnavailableException(Reason.UNREACHABLE, "key", "It is away", null));

    private static final KeyFailure SLOW =
            new KeyFailure(new KeyUnavailableException(Reason.TIMED_OUT, "key", "It is slow", null));

    private final AtomicLong elapsed = new AtomicLong();

    private final KeyHealth health =
            new KeyHealth(new KeyEnvironment(() -> Long.MAX_VALUE - 50 + elapsed.get(), clock(elapsed), Runnable::run));

    @Test
    void succeededShouldTellWhetherItEndsFailures() {
        assertThat(health.state()).isEqualTo(KeyState.UNUSED);
        assertThat(health.succeeded()).isFalse();
        assertThat(health.state()).isEqualTo(new KeyState(Health.FRESH, START, null, null));
        elapsed.set(5);
        assertThat(health.succeeded()).isFalse();
        assertThat(health.state().since()).isEqualTo(START);

        health.failed(AWAY, 0, 0);
        elapsed.set(9);
        assertThat(health.succeeded()).isTrue();
        assertThat(health.succeeded()).isFalse();
        assertThat(health.state()).isEqualTo(new KeyState(Health.FRESH, START.plusNanos(9), null, null));
    }

    @Test
    void failedShouldTellWhetherItIsTheFirstInARow() {
        assertThat(health.failed(AWAY, 0, 0)).isTrue();
        elapsed.set(3);
        assertThat(health.failed(SLOW, 0, 0)).isFalse();
        assertThat(health.state()).isEqualTo(new KeyState(Health.FAILING, START, Reason.TIMED_OUT, "It is slow"));
        health.succeeded();
        assertThat(health.failed(AWAY, 0, 0)).isTrue();
        assertThat(health.state().since()).isEqualTo(START.plusNanos(3));
    }

    @Test
    void stateShouldBeFreshThenInGraceThenFailing() {
        health.failed(AWAY, 100, 200);

        assertHealthFrom(0, Health.FRESH);
        assertHealthFrom(99, Health.FRESH);
        assertHealthFrom(100, Health.IN_GRACE);
        assertHealthFrom(199, Health.IN_GRACE);
        assertHealthFrom(200, Health.FAILING);
    }

    @Test
    void stateWhenGraceEndsBeforeTheYoungKeyShouldBeFreshUntilThatEnds() {
        health.failed(AWAY, 100, 0);

        assertHealthFrom(99, Health.FRESH);
        assertHealthFrom(100, Health.FAILING);
    }

    @Test
    void stateWhenSeveralKeysCannotBeRenewedShouldBeThatOfTheOneThatEndsFirst() {
        health.failed(AWAY, 100, 200);
        health.failed(AWAY, 150, 180);
        health.failed(AWAY, 90, 300);

        assertHealthFrom(89, Health.FRESH);
        assertHealthFrom(90, Health.IN_GRACE);
        assertHealthFrom(179, Health.IN_GRACE);
        assertHealthFrom(180, Health.FAILING);
    }

    @Test
    void resetShouldForgetAll() {
        health.failed(AWAY, 0, 0);
        health.reset();

        assertThat(health.state()).isEqualTo(KeyState.UNUSED);
        assertThat(health.succeeded()).isFalse();
    }

    private void assertHealthFrom(long nanos, Health expected) {
        elapsed.set(nanos);
        assertThat(health.state().health()).as("after %d ns", nanos).isEqualTo(expected);
    }

    private static Clock clock(AtomicLong elapsed) {
        InstantSource source = () -> START.plusNanos(elapsed.get());
        return source.withZone(ZoneOffset.UTC);
    }
}
