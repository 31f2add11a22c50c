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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that never answers, or not in time, takes nobody with it. */
@Tag("F5")
@Timeout(60)
@Tag("long")
class KeyPatienceTests {

    @Test
    @Tag("load")
    void encryptionWhenProviderHangsShouldGoOnForTheGraceAndThenFail() throws Exception {
        try (KeysFixture fixture = KeysFixture.impatient(KeyCacheSettings.defaults())) {
            KeyRecord record = fixture.encrypt();
            CountDownLatch end = fixture.provider.hang();
            fixture.pass(Duration.ofMinutes(6));
            for (int i = 0; i < 100; i++) {
                assertThat(fixture.encrypt()).isEqualTo(record);
                fixture.pass(Duration.ofSeconds(2));
            }
            assertThat(fixture.statistics.of(Event.USED_IN_GRACE)).isEqualTo(100);
            assertThat(fixture.provider.generated())
                    .as("calls that hang beside one another")
                    .isEqualTo(2);
            fixture.pass(Duration.ofMinutes(9));
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(fixture::encrypt)
                    .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.TIMED_OUT));
            fixture.provider.work();
            end.countDown();
        }
    }

    @Test
    @Tag("load")
    void encryptionWhenProviderAnswersAtLastShouldUseWhatItBrings() throws Exception {
        try (KeysFixture fixture = KeysFixture.impatient(KeyCacheSettings.defaults())) {
            CountDownLatch end = fixture.provider.hang();
            assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
            assertThat(fixture.keys.state().reason()).isEqualTo(Reason.TIMED_OUT);
            fixture.provider.work();
            end.countDown();
            fixture.pass(Duration.ofSeconds(1));
            fixture.encrypt();
            assertThat(fixture.provider.generated()).isEqualTo(1);
        }
    }

    @Test
    @Tag("load")
    void decryptionWhenProviderHangsShouldFail() throws Exception {
        try (KeysFixture fixture = KeysFixture.impatient(KeyCacheSettings.defaults())) {
            KeyRecord record = fixture.encrypt();
            CountDownLatch end = fixture.provider.hang();
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> fixture.decrypt(record))
                    .satisfies(ex -> assertThat(ex.keyArn()).isEqualTo(FaultyKeyProvider.KEY));
            end.countDown();
        }
    }

    @Test
    @Tag("F6")
    @Tag("load")
    void prepareWhenServiceIsAwayShouldNotWaitForEachRecord() {
        try (KeysFixture fixture = KeysFixture.impatient(KeyCacheSettings.defaults())) {
            List<KeyRecord> page = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                page.add(fixture.encrypt());
                fixture.keys.flush();
            }
            CountDownLatch end = fixture.provider.hang();
            long begin = System.nanoTime();
            fixture.keys.prepare(fixture.scope, page);
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
            end.countDown();
        }
    }

    @Test
    @Tag("F6")
    void prepareWhenAPageIsOfManyTenantsShouldUnwrapConcurrently() {
        try (KeysFixture fixture = KeysFixture.threaded(KeyCacheSettings.defaults())) {
            Map<Scope, List<KeyRecord>> page = new HashMap<>();
            for (int i = 0; i < 8; i++) {
                Scope scope = fixture.keys.scope("tenant-" + i, "customers");
                page.put(scope, List.of(fixture.encrypt(scope)));
            }
            CyclicBarrier together = new CyclicBarrier(8);
            fixture.provider.during(() -> {
                try {
                    together.await(20, TimeUnit.SECONDS);
                } catch (Exception ex) {
                    throw new IllegalStateException(ex);
                }
            });
            fixture.keys.prepare(page);
            assertThat(fixture.keys.decryptionKeys()).isEqualTo(8);
        }
    }

    @Test
    void encryptionWhenReadersOfManyKeysHangShouldNotStandBehindThem() throws Exception {
        HangingReads provider = new HangingReads();
        EncryptionStatistics statistics = new EncryptionStatistics();
        try (DataKeys keys = new DataKeys(
                provider, new KeyContexts("", 0, Map.of()), KeyCacheSettings.defaults(), null, statistics)) {
            List<KeyRecord> page = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                try (KeyLease lease = keys.forEncryption(keys.scope("", "customers"), 1, 10)) {
                    page.add(lease.record());
                }
                keys.flush();
            }
            Thread reader = new Thread(() -> keys.prepare(keys.scope("", "customers"), page));
            reader.start();
            assertThat(provider.reads.tryAcquire(16, 30, TimeUnit.SECONDS)).isTrue();
            keys.forEncryption(keys.scope("", "customers"), 1, 10).close();
            provider.end.countDown();
            reader.join();
        }
    }

    private static final class HangingReads implements KeyProvider {

        private final InMemoryKeyProvider keys = new InMemoryKeyProvider();

        private final Semaphore reads = new Semaphore(0);

        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public KeyKind kind() {
            return keys.kind();
        }

        @Override
        public boolean accepts(String keyArn) {
            return keys.accepts(keyArn);
        }

        @Override
        public GeneratedKey generate(Map<String, String> context) {
            return keys.generate(context);
        }

        @Override
        public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
            reads.release();
            try {
                end.await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
            return keys.unwrap(keyArn, wrapped, context);
        }
    }
}
