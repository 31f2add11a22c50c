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

import io.armature.encryption.keys.KeyKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F6")
class KeyCacheTests {

    private static final long LIFE = TimeUnit.MINUTES.toNanos(5);

    private final AtomicLong now = new AtomicLong();

    private final KeyCache<String> cache = new KeyCache<>(now::get, 2, LIFE);

    @Test
    void getWhenKeyWasFoundLastShouldFindItAgainUntilItsLifeEnds() {
        DataKey key = kept("a");
        assertThat(cache.get("a")).isSameAs(key);
        now.addAndGet(LIFE - 1);
        assertThat(cache.get("a")).isSameAs(key);
        now.addAndGet(1);
        assertThat(cache.get("a")).isNull();
    }

    @Test
    void getWhenKeyIsDroppedWhileSomebodyHoldsItShouldNotFindIt() {
        DataKey removed = kept("a");
        assertThat(removed.tryHold()).isTrue();
        assertThat(cache.get("a")).isSameAs(removed);
        cache.remove("a");
        assertThat(cache.get("a")).isNull();

        DataKey cleared = kept("a");
        assertThat(cleared.tryHold()).isTrue();
        assertThat(cache.get("a")).isSameAs(cleared);
        cache.clear();
        assertThat(cache.get("a")).isNull();
    }

    @Test
    void getWhenKeyIsReplacedWhileSomebodyHoldsItShouldFindTheNewOne() {
        DataKey old = kept("a");
        assertThat(old.tryHold()).isTrue();
        assertThat(cache.get("a")).isSameAs(old);
        DataKey replacement = kept("a");
        assertThat(cache.get("a")).isSameAs(replacement);
    }

    @Test
    void getShouldFindEachUnderItsOwnName() {
        DataKey a = kept("a");
        DataKey b = kept("b");
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get("a")).isSameAs(a);
            assertThat(cache.get("b")).isSameAs(b);
            assertThat(cache.get("c")).isNull();
        }
    }

    /** Keeps a key that nobody but the cache holds. */
    private DataKey kept(String id) {
        AttributeCipher cipher = new ItemFixture().cipher(ItemFixture.dataKey(1), ItemFixture.SCOPE);
        KeyRecord record = KeyRecord.of(KeyKind.LOCAL, 0, "key", cipher.commitment(), new byte[] {1});
        DataKey key = new DataKey(cipher, record, now.get(), KeyBudget.NONE);
        cache.put(id, key);
        key.release();
        return key;
    }
}
