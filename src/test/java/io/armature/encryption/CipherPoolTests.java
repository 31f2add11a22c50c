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

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F11")
class CipherPoolTests {

    private final CipherPool pool = new CipherPool(new JceProvider(null), 8);

    private final RawKey key = new RawKey("AES", new byte[32]);

    private final RawKey otherKey = new RawKey("AES", new byte[32]);

    @Test
    void takeWhenCipherWasGivenBackShouldReturnIt() {
        PooledCiphers ciphers = pool.take(key);
        pool.giveBack(ciphers);
        assertThat(pool.take(key)).isSameAs(ciphers);
        assertThat(pool.take(key)).isNotSameAs(ciphers);
    }

    @Test
    void takeWhenOneOfSeveralHadTheKeyLastShouldPreferIt() {
        for (int i = 0; i < 30; i++) {
            CipherPool full = new CipherPool(new JceProvider(null), 8);
            RawKey mine = new RawKey("AES", new byte[32]);
            RawKey theirs = new RawKey("AES", new byte[32]);
            List<PooledCiphers> others =
                    Stream.generate(() -> full.take(theirs)).limit(7).toList();
            PooledCiphers ciphers = full.take(mine);
            others.forEach(full::giveBack);
            full.giveBack(ciphers);
            assertThat(full.take(mine)).isSameAs(ciphers);
            assertThat(full.take(mine)).isIn(others);
        }
    }

    @Test
    void giveBackWhenPoolIsFullShouldKeepNoMoreThanItsSize() {
        Set<PooledCiphers> before = identitySet();
        for (int i = 0; i < 20; i++) {
            before.add(pool.take(key));
        }
        before.forEach(pool::giveBack);
        Set<PooledCiphers> after = identitySet();
        for (int i = 0; i < 20; i++) {
            after.add(pool.take(key));
        }
        assertThat(before).hasSize(20);
        after.retainAll(before);
        assertThat(after).hasSize(8);
    }

    @Test
    @Tag("F6")
    void dropShouldDropTheCiphersOfTheOwnerAlone() {
        for (int i = 0; i < 30; i++) {
            RawKey gone = new RawKey("AES", new byte[32]);
            RawKey stays = new RawKey("AES", new byte[32]);
            CipherPool shared = new CipherPool(new JceProvider(null), 8);
            List<PooledCiphers> dropped =
                    Stream.generate(() -> shared.take(gone)).limit(3).toList();
            PooledCiphers kept = shared.take(stays);
            dropped.forEach(shared::giveBack);
            shared.giveBack(kept);
            shared.drop(gone);
            assertThat(shared.take(stays)).isSameAs(kept);
            assertThat(shared.take(gone)).isNotIn(dropped);
        }
    }

    @Test
    @Tag("F4")
    void clearShouldDropAllCiphers() {
        PooledCiphers ciphers = pool.take(key);
        pool.giveBack(ciphers);
        pool.clear();
        assertThat(pool.take(key)).isNotSameAs(ciphers);
    }

    @Test
    void takeWhenThreadsRaceShouldNeverHandOutACipherTwice() throws Exception {
        Set<PooledCiphers> inUse = Collections.synchronizedSet(identitySet());
        CipherPool contended = new CipherPool(new JceProvider(null), 1);
        AtomicBoolean shared = new AtomicBoolean();
        int threads = 8;
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                RawKey mine = t % 2 == 0 ? key : otherKey;
                runs.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    for (int i = 0; i < 50_000; i++) {
                        PooledCiphers ciphers = contended.take(mine);
                        if (!inUse.add(ciphers)) {
                            shared.set(true);
                        }
                        inUse.remove(ciphers);
                        contended.giveBack(ciphers);
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(shared).isFalse();
    }

    private static Set<PooledCiphers> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
