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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InProcessFallbackStoreTests extends FallbackStoreContract {

    private final AtomicLong micros = new AtomicLong(1_767_225_600_000_000L);

    private final InProcessFallbackStore store = bounded(1_000, 1_000_000);

    private InProcessFallbackStore bounded(long entries, long bytes) {
        return new InProcessFallbackStore(FallbackSettings.defaults(), entries, bytes, micros::get);
    }

    @Override
    protected FallbackStore store() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        micros.addAndGet(time.toNanos() / 1_000);
    }

    @Test
    void fillWhenMoreEntriesThanAllowedShouldKeepTheBound() {
        InProcessFallbackStore small = bounded(10, 1_000_000);

        assertThat(fillMany(small, 100, 10)).isBetween(1, 10);
    }

    @Test
    void fillWhenMoreBytesThanAllowedShouldKeepTheBound() {
        InProcessFallbackStore small = bounded(100, 10_000);

        assertThat(fillMany(small, 100, 4_000)).isBetween(1, 2);
    }

    @Test
    void markWhenMoreEntriesThanAllowedShouldRefuseWhatItsForgottenMarkersRefused() {
        InProcessFallbackStore small = bounded(10, 1_000_000);
        for (int i = 0; i < 100; i++) {
            small.mark(List.of(key(i)), i);
        }
        assertThat(fillMany(small, 100, 10)).isZero();

        pass(Duration.ofSeconds(6));
        assertThat(fillMany(small, 100, 10)).isPositive();
    }

    @Test
    void fillWhenClosedShouldBeRefused() {
        store.close();

        assertThat(fillMany(store, 10, 10)).isZero();
    }

    @Test
    void nowWhenNoClockIsGivenShouldBeThePresent() {
        InProcessFallbackStore real = new InProcessFallbackStore(FallbackSettings.defaults(), 10, 1_000);

        assertThat(real.now().orElseThrow() / 1_000)
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
    }

    private int fillMany(FallbackStore filled, int count, int size) {
        for (int i = 0; i < count; i++) {
            filled.fill(key(i), new StoredCopy(micros.get(), null, new byte[size]));
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            Lookup lookup =
                    filled.find(List.of(key(i))).toCompletableFuture().join().get(0);
            found += lookup.copy() == null ? 0 : 1;
        }
        return found;
    }

    private static StoreKey key(int number) {
        return new StoreKey("eu-central-1/orders", String.valueOf(number));
    }
}
