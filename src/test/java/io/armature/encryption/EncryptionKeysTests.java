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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(60)
class EncryptionKeysTests {

    private static final KeyCacheSettings DEFAULTS = KeyCacheSettings.defaults();

    private final HeldCalls calls = new HeldCalls();

    private final KeysFixture fixture = new KeysFixture(DEFAULTS, calls);

    private final FaultyKeyProvider provider = fixture.provider;

    @Test
    @Tag("F1")
    void leaseShouldAskForAKeyWithTheContextOfTheScopeAlone() {
        fixture.encrypt();
        assertThat(provider.contexts())
                .containsExactly(
                        Map.of("armature:table", "customers", "armature:domain", "prod", "armature:tenant", "acme"));
    }

    @Test
    @Tag("F1")
    void leaseWhenScopesDifferShouldUseAKeyForEach() {
        KeyRecord acme = fixture.encrypt();
        KeyRecord other = fixture.encrypt(fixture.keys.scope("other", "customers"));
        assertThat(other).isNotEqualTo(acme);
        assertThat(fixture.encrypt()).isEqualTo(acme);
        assertThat(provider.generated()).isEqualTo(2);
        assertThat(fixture.keys.encryptionKeys()).isEqualTo(2);
    }

    @Test
    @Tag("F5")
    @Tag("load")
    void leaseWhenThousandThreadsFindNoKeyShouldCallOnce() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            List<KeyRecord> records = Crowd.run(1_000, threaded::encrypt);
            assertThat(new HashSet<>(records)).hasSize(1);
            assertThat(threaded.provider.generated()).isEqualTo(1);
            assertThat(threaded.statistics.of(Event.KEY_GENERATED)).isEqualTo(1);
            assertThat(threaded.statistics.of(Event.ENCRYPTION_KEY_HIT)
                            + threaded.statistics.of(Event.ENCRYPTION_KEY_MISS))
                    .isEqualTo(1_000);
        }
    }

    @Test
    @Tag("F5")
    @Tag("load")
    void leaseWhenThreadsArriveAsTheFlightLandsShouldCallOnceEachTime() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            for (int round = 0; round < 300; round++) {
                Scope scope = threaded.keys.scope("tenant" + round, "customers");
                assertThat(new HashSet<>(Crowd.run(8, () -> threaded.encrypt(scope))))
                        .hasSize(1);
            }
            assertThat(threaded.provider.generated()).isEqualTo(300);
        }
    }

    @Test
    @Tag("F4")
    void leaseWhenKeyReachesItsAgeShouldFetchAnother() {
        KeyRecord first = fixture.encrypt();
        calls.hold();
        fixture.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(fixture.encrypt()).isEqualTo(first);
        calls.land();
        fixture.keys.flush();
        KeyRecord second = fixture.encrypt();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.encrypt()).isNotEqualTo(second);
    }

    @Test
    @Tag("F4")
    void leaseWhenCallTakesTimeShouldCountItAsAge() {
        provider.during(() -> fixture.pass(Duration.ofMinutes(2)));
        KeyRecord first = fixture.encrypt();
        provider.work();
        fixture.pass(Duration.ofMinutes(3));
        assertThat(fixture.encrypt()).isNotEqualTo(first);
    }

    @Test
    @Tag("F4")
    void leaseWhenCallTakesLongerThanAKeyMayBeUsedShouldFailOnce() {
        provider.during(() -> fixture.pass(Duration.ofMinutes(6)));
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .matches(ex -> ex.reason() == Reason.TIMED_OUT);
        assertThat(provider.generated()).isEqualTo(1);
    }

    @Test
    @Tag("F5")
    void leaseWhenKeyIsFourFifthsThroughItsAgeShouldRenewOnceInTheBackground() {
        KeyRecord first = fixture.encrypt();
        calls.hold();
        fixture.pass(Duration.ofMinutes(4).minusNanos(1));
        fixture.encrypt();
        fixture.pass(Duration.ofNanos(1));
        for (int i = 0; i < 100; i++) {
            assertThat(fixture.encrypt()).isEqualTo(first);
        }
        assertThat(calls.land()).isEqualTo(1);
        assertThat(fixture.encrypt()).isNotEqualTo(first);
        assertThat(provider.generated()).isEqualTo(2);
        assertThat(fixture.statistics.of(Event.ENCRYPTION_KEY_MISS)).isEqualTo(1);
    }

    @Test
    @Tag("F4")
    @Tag("F5")
    void leaseWhenFourFifthsOfTheValuesAreUsedShouldRenewOnceInTheBackground() {
        KeysFixture limited = new KeysFixture(KeysFixture.limited(10, 1_000), calls);
        KeyRecord first = limited.encrypt();
        calls.hold();
        for (int i = 1; i < 10; i++) {
            assertThat(limited.encrypt()).isEqualTo(first);
        }
        assertThat(calls.land()).isEqualTo(1);
        assertThat(limited.encrypt()).isNotEqualTo(first);
        assertThat(limited.provider.generated()).isEqualTo(2);
    }

    @Test
    @Tag("F4")
    void leaseWhenBytesAreUsedUpShouldFetchAnotherKey() {
        KeysFixture limited = KeysFixture.direct(KeysFixture.limited(1_000, 100));
        KeyRecord first;
        try (KeyLease lease = limited.keys.forEncryption(limited.scope, 1, 60)) {
            first = lease.record();
        }
        try (KeyLease lease = limited.keys.forEncryption(limited.scope, 1, 41)) {
            assertThat(lease.record()).isNotEqualTo(first);
        }
    }

    @Test
    @Tag("F4")
    void leaseWhenNoKeyMayEncryptAsMuchShouldSayWhichLimit() {
        KeysFixture limited = KeysFixture.direct(KeysFixture.limited(3, 100));
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> limited.keys.forEncryption(limited.scope, 4, 10))
                .withMessage("One item has 4 values and 10 bytes to encrypt; a data key encrypts 3 values and 100 bytes"
                        + " at most");
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> limited.keys.forEncryption(limited.scope, 1, 101));
        assertThatIllegalArgumentException().isThrownBy(() -> limited.keys.forEncryption(limited.scope, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> limited.keys.forEncryption(limited.scope, 1, -1));
        assertThat(limited.provider.generated()).isZero();
    }

    @Test
    @Tag("F4")
    void leaseWhen64ThreadsShareSmallKeysShouldNeverExceedTheirCounts() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(KeysFixture.limited(100, 1_500))) {
            Map<KeyRecord, AtomicInteger> values = new ConcurrentHashMap<>();
            Crowd.run(64, () -> {
                for (int i = 0; i < 1_000; i++) {
                    count(values, threaded, 1 + i % 3);
                }
                return null;
            });
            assertThat(values.values())
                    .allSatisfy(used -> assertThat(used.get()).isBetween(1, 100));
            // 640,000 units of 10 bytes: at best 150 of them go under a key.
            assertThat(values.values().stream().mapToInt(AtomicInteger::get).sum())
                    .isEqualTo(64 * (334 + 2 * 333 + 3 * 333));
            assertThat(threaded.provider.generated()).isGreaterThan(1_279);
        }
    }

    private static void count(Map<KeyRecord, AtomicInteger> values, KeysFixture threaded, int more) {
        try (KeyLease lease = threaded.keys.forEncryption(threaded.scope, more, 10L * more)) {
            values.computeIfAbsent(lease.record(), added -> new AtomicInteger()).addAndGet(more);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TIMED_OUT", "UNREACHABLE", "SERVICE_FAILED", "THROTTLED"})
    @Tag("F5")
    void leaseWhenServiceIsAwayShouldGoOnForTheGraceAndNoLonger(Reason reason) {
        KeyRecord first = fixture.encrypt();
        provider.fail(reason);
        for (int second = 1; second < 15 * 60; second++) {
            fixture.pass(Duration.ofSeconds(1));
            assertThat(fixture.encrypt()).isEqualTo(first);
        }
        assertThat(fixture.statistics.of(Event.USED_IN_GRACE)).isEqualTo(10 * 60);
        fixture.pass(Duration.ofSeconds(1));
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .matches(ex -> ex.reason() == reason && ex.keyArn().equals(FaultyKeyProvider.KEY));
        assertThat(fixture.keys.encryptionKeys()).isZero();
        provider.work();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.encrypt()).isNotEqualTo(first);
    }

    @Test
    @Tag("F5")
    void leaseWhenServiceIsAwayShouldCallOnceASecondForAllScopesTogether() {
        List<Scope> scopes =
                List.of(fixture.scope, fixture.keys.scope("b", "customers"), fixture.keys.scope("c", "customers"));
        scopes.forEach(fixture::encrypt);
        provider.fail(Reason.UNREACHABLE);
        fixture.pass(Duration.ofMinutes(5));
        int before = provider.generated();
        for (int tenth = 0; tenth < 600; tenth++) {
            scopes.forEach(fixture::encrypt);
            fixture.pass(Duration.ofMillis(100));
        }
        assertThat(provider.generated() - before).isBetween(30, 61);
    }

    @Test
    @Tag("F5")
    void leaseWhenInGraceShouldNotWaitForTheCall() {
        KeyRecord first = fixture.encrypt();
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        calls.hold();
        for (int second = 0; second < 30; second++) {
            fixture.pass(Duration.ofSeconds(1));
            // Were this thread to wait, nobody would ever let the call land.
            assertThat(fixture.encrypt()).isEqualTo(first);
        }
        assertThat(calls.land()).isEqualTo(1);
    }

    @Test
    @Tag("F5")
    void leaseWhenOutageIsOldNewsShouldAskAgainBeforeAnOldKeyGoesOn() {
        KeyRecord first = fixture.encrypt();
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        provider.work();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.encrypt()).isNotEqualTo(first);
    }

    @Test
    @Tag("F4")
    @Tag("F5")
    void leaseWhenInGraceShouldKeepToTheCounts() {
        KeysFixture limited = KeysFixture.direct(KeysFixture.limited(5, 1_000));
        limited.encrypt();
        limited.provider.fail(Reason.TIMED_OUT);
        limited.pass(Duration.ofMinutes(6));
        for (int i = 1; i < 5; i++) {
            limited.encrypt();
        }
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(limited::encrypt)
                .matches(ex -> ex.reason() == Reason.TIMED_OUT);
    }

    @Test
    @Tag("F5")
    void leaseWhenGraceIsOffShouldEndWithTheAge() {
        KeysFixture graceless = KeysFixture.direct(KeysFixture.graceOf(Duration.ZERO));
        graceless.encrypt();
        graceless.provider.fail(Reason.TIMED_OUT);
        graceless.pass(Duration.ofMinutes(5).minusNanos(1));
        graceless.encrypt();
        graceless.pass(Duration.ofNanos(1));
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(graceless::encrypt);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ACCESS_DENIED", "DISABLED", "DELETED", "NOT_FOUND", "MISCONFIGURED"})
    @Tag("F5")
    void leaseWhenRenewalFindsTheKeyEndedShouldEndItThoughItIsYoung(Reason reason) {
        fixture.encrypt();
        provider.fail(reason);
        fixture.pass(Duration.ofMinutes(4));
        fixture.encrypt();
        assertThat(fixture.keys.encryptionKeys()).isZero();
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .matches(ex -> ex.reason() == reason);
    }

    @Test
    @Tag("F5")
    void leaseWhenAccessIsDeniedWithinTheGraceShouldEndAtOnce() {
        fixture.encrypt();
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofMinutes(6));
        fixture.encrypt();
        provider.fail(Reason.ACCESS_DENIED);
        fixture.pass(Duration.ofSeconds(1));
        fixture.encrypt();
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .matches(ex -> ex.reason() == Reason.ACCESS_DENIED);
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofSeconds(1));
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .matches(ex -> ex.reason() == Reason.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = Mode.EXCLUDE, names = "RECORD_REFUSED")
    @Tag("F5")
    void leaseWhenThereIsNoKeyShouldRememberTheFailureForASecond(Reason reason) {
        provider.fail(reason);
        KeyUnavailableException first = catchThrowableOfType(KeyUnavailableException.class, fixture::encrypt);
        fixture.pass(Duration.ofSeconds(1).minusNanos(1));
        KeyUnavailableException second = catchThrowableOfType(KeyUnavailableException.class, fixture::encrypt);
        assertThat(second).isNotSameAs(first).hasMessage("The key service says " + reason);
        assertThat(second.reason()).isEqualTo(reason);
        assertThat(provider.generated()).isEqualTo(1);
        fixture.pass(Duration.ofNanos(1));
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        assertThat(provider.generated()).isEqualTo(2);
        assertThat(fixture.statistics.of(Event.KEY_GENERATION_FAILED)).isEqualTo(2);
    }

    @Test
    @Tag("F5")
    @Tag("load")
    void leaseWhenThousandThreadsMeetAFailureShouldTellEachWithOneCall() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            threaded.provider.fail(Reason.THROTTLED);
            List<Throwable> failures =
                    Crowd.run(1_000, () -> catchThrowableOfType(KeyUnavailableException.class, threaded::encrypt));
            assertThat(new HashSet<>(failures)).hasSize(1_000).doesNotContainNull();
            assertThat(threaded.provider.generated()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F5")
    void leaseWhenProviderFailsUnexpectedlyShouldTellAndRememberIt() {
        KeyRecord first = fixture.encrypt();
        provider.during(() -> {
            throw new NoClassDefFoundError("secret");
        });
        fixture.pass(Duration.ofMinutes(4));
        assertThat(fixture.encrypt()).isEqualTo(first);
        assertThat(fixture.encrypt()).isEqualTo(first);
        assertThat(provider.generated()).isEqualTo(2);
        fixture.pass(Duration.ofMinutes(1));
        assertThatIllegalStateException()
                .isThrownBy(fixture::encrypt)
                .withMessage("The key provider failed unexpectedly: java.lang.NoClassDefFoundError")
                .withCauseInstanceOf(NoClassDefFoundError.class);
        assertThatIllegalStateException().isThrownBy(fixture::encrypt);
        assertThat(provider.generated()).isEqualTo(3);
    }

    @Test
    @Tag("F5")
    void leaseWhenProviderFailsUnexpectedlyInAnOutageShouldNotEndTheGrace() {
        KeyRecord first = fixture.encrypt();
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        provider.during(() -> {
            throw new IllegalStateException("unexpected");
        });
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.encrypt()).isEqualTo(first);
        assertThat(fixture.encrypt()).isEqualTo(first);
    }

    @Test
    @Tag("F5")
    void leaseWhenExecutorRefusesShouldFailAndNotWait() {
        KeysFixture refused = new KeysFixture(DEFAULTS, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThatIllegalStateException().isThrownBy(refused::encrypt).withCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    @Tag("F5")
    void leaseWhenCallerIsInterruptedShouldLeaveTheFlightToTheOthers() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            CountDownLatch end = threaded.provider.hang();
            FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
                assertThatExceptionOfType(CancellationException.class)
                        .isThrownBy(threaded::encrypt)
                        .withMessage("Interrupted while waiting for a data key");
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(interrupted);
            thread.start();
            threaded.provider.awaitCall();
            List<FutureTask<KeyRecord>> others = Crowd.begin(4, threaded::encrypt);
            thread.interrupt();
            assertThat(interrupted.get()).isTrue();
            end.countDown();
            assertThat(new HashSet<>(Crowd.results(others))).hasSize(1);
            assertThat(threaded.provider.generated()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F4")
    @Tag("F6")
    void flushWhenRenewalIsUnderWayShouldNotKeepItsKey() {
        fixture.encrypt();
        fixture.pass(Duration.ofMinutes(4));
        calls.hold();
        fixture.encrypt();
        fixture.keys.flush();
        assertThat(calls.land()).isEqualTo(1);
        assertThat(fixture.keys.encryptionKeys()).isZero();
        assertThat(provider.generated()).isEqualTo(1);
    }

    @Test
    @Tag("F4")
    @Tag("F6")
    void flushWhenCallIsUnderWayShouldNotLetItsKeyEncrypt() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            CountDownLatch end = threaded.provider.hang();
            List<FutureTask<KeyRecord>> waiting = Crowd.begin(10, threaded::encrypt);
            threaded.provider.awaitCall();
            threaded.keys.flush();
            threaded.provider.work();
            end.countDown();
            Set<KeyRecord> records = new HashSet<>(Crowd.results(waiting));
            assertThat(records).hasSize(1);
            assertThat(threaded.provider.generated()).isEqualTo(2);
            assertThat(threaded.encrypt()).isIn(records);
        }
    }

    @Test
    @Tag("F6")
    void flushWhenLeaseIsHeldShouldLetItFinish() {
        KeyLease lease = fixture.keys.forEncryption(fixture.scope, 1, 10);
        AttributeCipher cipher = lease.cipher();
        fixture.keys.flush();
        assertThat(fixture.keys.encryptionKeys()).isZero();
        cipher.seal("email", Values.s("a@b.c"), ItemFixture.KEYS, null);
        lease.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> cipher.seal("email", Values.s("a@b.c"), ItemFixture.KEYS, null));
    }

    @Test
    @Tag("F4")
    @Tag("F6")
    void flushShouldEndKeysOnItsReturn() {
        AttributeCipher cipher;
        try (KeyLease lease = fixture.keys.forEncryption(fixture.scope, 1, 10)) {
            cipher = lease.cipher();
        }
        cipher.seal("email", Values.s("a@b.c"), ItemFixture.KEYS, null);
        fixture.keys.flush();
        assertThatIllegalStateException()
                .isThrownBy(() -> cipher.seal("email", Values.s("a@b.c"), ItemFixture.KEYS, null));
    }

    @Test
    @Tag("F5")
    void flushShouldForgetFailures() {
        provider.fail(Reason.ACCESS_DENIED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        provider.work();
        fixture.keys.flush();
        fixture.encrypt();
    }

    @Test
    void closeShouldEndWaitingAndRefuseFurtherCalls() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            CountDownLatch end = threaded.provider.hang();
            List<FutureTask<KeyRecord>> waiting = Crowd.begin(1, threaded::encrypt);
            threaded.provider.awaitCall();
            threaded.keys.close();
            end.countDown();
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> Crowd.results(waiting))
                    .withMessageContaining("The data keys have been closed");
            assertThatIllegalStateException()
                    .isThrownBy(threaded::encrypt)
                    .withMessage("The data keys have been closed");
            assertThat(threaded.provider.generated()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F5")
    void leaseWhenTenantsAreManyShouldBoundTheKeys() {
        for (int tenant = 0; tenant < EncryptionKeys.MAXIMUM_SCOPES + 500; tenant++) {
            fixture.encrypt(fixture.keys.scope("tenant" + tenant, "customers"));
        }
        assertThat(fixture.keys.encryptionKeys()).isEqualTo(EncryptionKeys.MAXIMUM_SCOPES);
    }

    @Test
    @Tag("F4")
    void leaseForDecryptionShouldNotLendItsKeyToEncryption() {
        KeyRecord record = fixture.encrypt();
        fixture.keys.flush();
        fixture.decrypt(record);
        assertThat(fixture.encrypt()).isNotEqualTo(record);
        DataKey unwrapped =
                new DataKey(new ItemFixture().cipher(ItemFixture.dataKey(0), fixture.scope), record, 0, KeyBudget.NONE);
        assertThat(unwrapped.lease(0, 0)).isNull();
    }
}
