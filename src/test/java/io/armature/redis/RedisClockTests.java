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
package io.armature.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RedisClockTests {

    private static final long START = 1_767_225_600_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final RedisClock clock = new RedisClock(nanos::get, Duration.ofSeconds(5), Duration.ofMillis(100));

    @Test
    void earliestWhenNeverAskedShouldBeEmpty() {
        assertThat(clock.earliest()).isEmpty();
        assertThat(clock.latest()).isEmpty();
    }

    @Test
    void earliestWhenJustAnsweredShouldBeTheAnswerAndLatestARoundTripLater() {
        RedisClock.Question question = clock.ask();
        pass(Duration.ofMillis(8));
        clock.answered(question, START);

        assertThat(clock.earliest()).hasValue(START - 1);
        assertThat(clock.latest().orElseThrow()).isBetween(START + 8_000, START + 8_020);
    }

    @Test
    void boundsWhenTheClocksDriftShouldHoldTheTrueTimeWhateverTheOffset() {
        Random random = new Random(6);
        for (int round = 0; round < 20_000; round++) {
            // Redis's clock may go up to one part in a thousand faster or slower than this machine's.
            double rate = 1 + (random.nextDouble() * 2 - 1) / 1_001;
            long offset = random.nextLong(-START / 2, START);
            long origin = nanos.get();
            RedisClock.Question question = clock.ask();
            pass(Duration.ofNanos(random.nextLong(50_000_000)));
            long answer = shown(origin, offset, rate);
            pass(Duration.ofNanos(random.nextLong(50_000_000)));
            clock.answered(question, answer);
            pass(Duration.ofNanos(random.nextLong(4_900_000_000L)));

            long shown = shown(origin, offset, rate);
            assertThat(clock.earliest().orElseThrow()).isLessThanOrEqualTo(shown);
            assertThat(clock.latest().orElseThrow()).isGreaterThanOrEqualTo(shown);
            assertThat(clock.latest().orElseThrow() - clock.earliest().orElseThrow())
                    .isLessThan(115_000);
        }
    }

    private long shown(long origin, long offset, double rate) {
        return START + offset + (long) ((nanos.get() - origin) * rate / 1_000);
    }

    @Test
    void earliestWhenAnswerIsOldShouldBeEmpty() {
        clock.answered(clock.ask(), START);
        pass(Duration.ofSeconds(5));
        assertThat(clock.earliest()).isPresent();
        pass(Duration.ofNanos(1));

        assertThat(clock.earliest()).isEmpty();
        assertThat(clock.latest()).isEmpty();
    }

    @Test
    void answeredWhenItTookTooLongShouldBeIgnored() {
        RedisClock.Question question = clock.ask();
        pass(Duration.ofMillis(101));
        clock.answered(question, START);

        assertThat(clock.earliest()).isEmpty();
    }

    @Test
    void answeredWhenForgottenSinceShouldBeIgnored() {
        clock.answered(clock.ask(), START);
        RedisClock.Question question = clock.ask();
        clock.forget();
        assertThat(clock.earliest()).isEmpty();
        clock.answered(question, START);
        assertThat(clock.earliest()).isEmpty();

        clock.answered(clock.ask(), START);
        assertThat(clock.earliest()).isPresent();
    }

    @Test
    void answeredWhenRedisWasSetBackShouldGoBack() {
        clock.answered(clock.ask(), START);
        clock.answered(clock.ask(), START - 1_000_000);

        assertThat(clock.earliest()).hasValue(START - 1_000_001);
    }

    private void pass(Duration time) {
        nanos.addAndGet(TimeUnit.NANOSECONDS.toNanos(time.toNanos()));
    }
}
