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

import static io.armature.encryption.KeysFixture.WHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.KeyState.Health;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What both kinds of keys have in common. */
@Tag("F6")
class DataKeysTests {

    private final KeysFixture fixture = KeysFixture.direct(KeyCacheSettings.defaults());

    private final FaultyKeyProvider provider = fixture.provider;

    @Test
    void forEncryptionWhenNothingIsEncryptedShouldStillLendAKey() {
        fixture.keys.forEncryption(fixture.scope, 0, 0).close();

        assertThat(provider.generated()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.keys.forEncryption(fixture.scope, -1, 0))
                .withMessage("Nobody encrypts -1 values of 0 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> fixture.keys.forEncryption(fixture.scope, 0, -1));
    }

    @Test
    @Tag("F4")
    void forEncryptionShouldLendAKeyForAllThatItMayEncrypt() {
        KeysFixture limited = KeysFixture.direct(KeysFixture.limited(3, 100));
        limited.keys.forEncryption(limited.scope, 3, 100).close();
        limited.keys.forEncryption(limited.scope, 3, 100).close();

        assertThat(limited.provider.generated()).isEqualTo(2);
    }

    @Test
    void flushShouldForgetKeysFailuresAndHealthOfBothKinds() {
        KeyRecord record = fixture.encrypt();
        fixture.decrypt(record);
        assertThat(fixture.keys.encryptionKeys()).isEqualTo(1);
        assertThat(fixture.keys.decryptionKeys()).isEqualTo(1);

        fixture.keys.flush();

        assertThat(fixture.keys.encryptionKeys()).isZero();
        assertThat(fixture.keys.decryptionKeys()).isZero();
        assertThat(fixture.keys.state()).isEqualTo(KeyState.UNUSED);
        provider.fail(Reason.THROTTLED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(record));
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        provider.work();
        fixture.keys.flush();
        assertThat(fixture.keys.state()).isEqualTo(KeyState.UNUSED);
        fixture.decrypt(record);
        fixture.encrypt();
    }

    @Test
    @Tag("F5")
    void stateShouldBeTheWorseAndAskAgainForWhatFailed() {
        KeyRecord record = fixture.encrypt();
        fixture.keys.flush();
        fixture.decrypt(record);
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
        provider.fail(Reason.THROTTLED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        assertThat(provider.generated()).isEqualTo(2);
        fixture.pass(Duration.ofSeconds(1));

        fixture.keys.state();

        assertThat(provider.generated()).isEqualTo(3);
        assertThat(provider.unwrapped()).isEqualTo(1);
    }

    @Test
    void closeShouldEndBothKindsAndTheThreads() {
        ExecutorService threads = KeyCalls.create();
        KeysFixture threaded = new KeysFixture(KeyCacheSettings.defaults(), threads);
        KeyRecord record = threaded.encrypt();
        threaded.decrypt(record);

        threaded.keys.close();

        assertThat(threads.isShutdown()).isTrue();
        assertThat(threaded.keys.encryptionKeys()).isZero();
        assertThat(threaded.keys.decryptionKeys()).isZero();
        assertThatIllegalStateException().isThrownBy(threaded::encrypt).withMessage("The data keys have been closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> threaded.decrypt(record))
                .withMessage("The data keys have been closed");
    }

    @Test
    void closeWhenRenewalWouldBeDueShouldNotStartIt() {
        fixture.provider.fail(Reason.THROTTLED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        fixture.keys.close();
        fixture.pass(Duration.ofMinutes(1));

        fixture.keys.state();

        assertThat(provider.generated()).isEqualTo(1);
    }

    @Test
    @Tag("F1")
    void scopeShouldBeOfTheConfiguredDomain() {
        assertThat(fixture.keys.scope("acme", "customers")).isEqualTo(new Scope("prod", "acme", "customers"));
    }

    @Test
    void keysInEarnestShouldEncryptAndDecryptOnThreadsOfTheirOwn() {
        InMemoryKeyProvider real = new InMemoryKeyProvider();
        try (DataKeys keys = new DataKeys(
                real,
                new KeyContexts("prod", 0, Map.of()),
                KeyCacheSettings.defaults(),
                null,
                new EncryptionStatistics())) {
            Scope scope = keys.scope("", "customers");
            KeyRecord record;
            try (KeyLease lease = keys.forEncryption(scope, 1, 10)) {
                record = lease.record();
            }
            keys.forDecryption(WHERE, scope, record).close();
            keys.forDecryption(WHERE, scope, record).close();

            assertThat(real.generated()).isEqualTo(1);
            assertThat(real.unwrapped()).isEqualTo(1);
            assertThat(keys.state().health()).isEqualTo(Health.FRESH);
        }
    }
}
