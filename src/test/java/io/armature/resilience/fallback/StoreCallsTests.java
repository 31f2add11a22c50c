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
package io.armature.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StoreCallsTests {

    private static final List<StoreKey> KEYS = List.of(new StoreKey("eu-central-1/orders", "0123"));

    private static final Duration TIMEOUT = Duration.ofMillis(20);

    private final VirtualTime time = new VirtualTime();

    private final FallbackStatistics statistics = new FallbackStatistics();

    private final HeldStore store =
            new HeldStore(new InProcessFallbackStore(FallbackSettings.defaults(), 100, 100_000, time::micros));

    private final StoreCalls calls = calls(store);

    private StoreCalls calls(FallbackStore of) {
        return new StoreCalls(of, TIMEOUT, statistics, time::nanos, (stage, nanos) -> time.pass(nanos));
    }

    @Test
    void awaitWhenTheStoreHangsShouldTakeTheTimeOutFiveTimesAndNothingAfterwards() {
        for (int i = 1; i <= 20; i++) {
            assertThat(find()).isFalse();
            assertThat(time.nanos()).isEqualTo(Math.min(5, i) * TIMEOUT.toNanos());
        }
        assertThat(store.held).hasSize(5);
        assertThat(statistics.count(Event.STORE_TIMEOUT)).isEqualTo(5);
        assertThat(statistics.count(Event.STORE_FAILURE)).isEqualTo(15);
    }

    @Test
    void awaitWhenTheStoreAnswersInBetweenShouldGoOnWaiting() {
        for (int i = 0; i < 20; i++) {
            store.open = i % 5 == 4;
            assertThat(find()).isEqualTo(store.open);
        }
        assertThat(time.nanos()).isEqualTo(16 * TIMEOUT.toNanos());
    }

    @Test
    void awaitWhenTheStoreFailsAtOnceShouldGoOnAsking() {
        StoreCalls failing = calls(new ThrowingStore());
        for (int i = 0; i < 20; i++) {
            assertThat(failing.await(failing.start(target -> target.find(KEYS)), failing.budget()))
                    .isFalse();
        }
        assertThat(time.nanos()).isZero();
        assertThat(statistics.count(Event.STORE_FAILURE)).isEqualTo(20);
        failing.start(target -> CompletableFuture.completedFuture(true)).join();
    }

    @Test
    void startWhenTheStoreIsLeftAloneShouldTryItByNobodysCallButByTheBackgrounds() {
        hang();
        time.pass(Duration.ofHours(1));
        assertThat(find()).isFalse();
        assertThat(store.held).isEmpty();

        calls.askAfter();
        calls.askAfter();
        assertThat(store.held).hasSize(1);
        assertThat(find()).isFalse();
        store.release();
        store.open = true;
        assertThat(find()).isTrue();
    }

    @Test
    void startWhenTheBackgroundsQuestionIsAnsweredTooLateShouldGoOnLeavingTheStoreAlone() {
        hang();
        time.pass(Duration.ofSeconds(1));
        calls.askAfter();
        time.pass(TIMEOUT.plusMillis(1));
        store.release();
        assertThat(find()).isFalse();
        assertThat(store.held).isEmpty();

        calls.askAfter();
        assertThat(store.held).as("before a pause").isEmpty();
        time.pass(Duration.ofMillis(100));
        calls.askAfter();
        assertThat(store.held).hasSize(1);
    }

    @Test
    void askAfterWhenTheStoreIsWellShouldNotAsk() {
        time.pass(Duration.ofSeconds(1));
        calls.askAfter();
        assertThat(store.held).isEmpty();
    }

    @Test
    void startEvenLateWhenTheStoreIsLeftAloneShouldSendAndNotWait() {
        hang();
        long before = time.nanos();
        assertThat(calls.await(calls.startEvenLate(target -> target.mark(KEYS, 1)), calls.budget()))
                .isFalse();
        assertThat(time.nanos()).isEqualTo(before);
        assertThat(store.held).hasSize(1);

        store.release();
        store.open = true;
        assertThat(find()).as("after it was answered in time").isTrue();
    }

    private void hang() {
        for (int i = 0; i < 5; i++) {
            find();
        }
        store.held.clear();
    }

    private boolean find() {
        return calls.await(calls.start(target -> target.find(KEYS)), calls.budget());
    }
}
